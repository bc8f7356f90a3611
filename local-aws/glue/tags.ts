import { join } from "node:path";
import type {
  GetTagsRequest,
  GetTagsResponse,
  TagResourceRequest,
  TagResourceResponse,
  UntagResourceRequest,
  UntagResourceResponse,
} from "@aws-sdk/client-glue";
import type { Operation, OperationTable } from "../protocol/json-service";
import { DataFolder } from "../storage/data-folder";
import { NamedFile } from "../storage/named-file";
import { objectWith } from "../storage/sealed";
import { invalidInput, notFound, required } from "./errors";

export type TagMap = Record<string, string>;
/** Says whether a resource exists: its type and name as in its ARN. */
export type ResourceExists = (type: string, name: string) => boolean;

/** Tags of databases, connections, crawlers and jobs, by `type/name`. */
export class Tags {
  private readonly file: NamedFile<TagMap>;

  constructor(dataDir: string) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("glue", "tags.jsonl"), { shape: objectWith({}) });
  }

  get(resource: string): TagMap {
    return this.file.get(resource) ?? {};
  }

  /** Adds tags; those of the same key are replaced. */
  add(resource: string, tags: Readonly<TagMap> | undefined): void {
    if (tags && Object.keys(tags).length > 0) {
      this.file.put(resource, { ...this.get(resource), ...tags });
    }
  }

  remove(resource: string, keys: readonly string[]): void {
    const left = Object.entries(this.get(resource)).filter(([key]) => !keys.includes(key));
    this.file.put(resource, Object.fromEntries(left));
  }

  forget(resource: string): void {
    this.file.delete(resource);
  }
}

/** @see https://docs.aws.amazon.com/glue/latest/dg/monitor-tags.html */
export function tagOperations(tags: Tags, exists: ResourceExists): OperationTable {
  const resource = (arn: string | undefined): string => {
    const parts = /^arn:aws[\w-]*:glue:[^:]*:[^:]*:(\w+)\/(.+)$/.exec(required("resourceArn", arn));
    if (parts === null) {
      throw invalidInput(`${arn} is not the ARN of a Glue resource.`);
    }
    const [, type = "", name = ""] = parts;
    if (!exists(type, name)) {
      throw notFound(`Entity Not Found: ${arn}`);
    }
    return `${type}/${name}`;
  };
  const getTags: Operation<GetTagsRequest, GetTagsResponse> = (input) => ({
    Tags: tags.get(resource(input.ResourceArn)),
  });
  const tagResource: Operation<TagResourceRequest, TagResourceResponse> = (input) => {
    tags.add(resource(input.ResourceArn), required("tagsToAdd", input.TagsToAdd));
    return {};
  };
  const untagResource: Operation<UntagResourceRequest, UntagResourceResponse> = (input) => {
    tags.remove(resource(input.ResourceArn), required("tagsToRemove", input.TagsToRemove));
    return {};
  };
  return { GetTags: getTags, TagResource: tagResource, UntagResource: untagResource };
}
