import type { RequestContext } from "../../protocol/service";
import { invalidParameter } from "../errors";
import type { LambdaContext } from "../lambda-context";
import { parseFunctionName } from "./function-name";

const mostTags = 50;

/** What has tags. */
export interface TagOwner {
  readonly tags: Readonly<Record<string, string>>;
  put(tags: Readonly<Record<string, string>>): void;
}

/** The function or event source mapping of an ARN. @throws AwsError Where there is none. */
export function tagOwner({ functions, mappings }: LambdaContext, arn: string, { region }: RequestContext): TagOwner {
  const [, id] = /:event-source-mapping:([^:]+)$/.exec(arn) ?? [];
  if (id !== undefined) {
    const mapping = mappings.get(id);
    return { tags: mapping.tags, put: (tags) => mappings.put({ ...mapping, tags }) };
  }
  const { name, qualifier } = parseFunctionName(arn);
  if (qualifier !== undefined) {
    throw invalidParameter("Tags on function aliases and versions are not supported. Please specify a function ARN.");
  }
  const record = functions.get(name, region);
  return {
    tags: record.tags,
    put: (tags) => {
      if (Object.keys(tags).length > mostTags) {
        throw invalidParameter(`A function has ${mostTags} tags at most.`);
      }
      functions.put({ ...record, tags });
    },
  };
}
