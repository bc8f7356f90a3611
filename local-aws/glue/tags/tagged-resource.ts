import { invalidInput, notFound, required } from "../errors";
import type { GlueContext } from "../glue-context";

/**
 * The resource that an ARN names, as its tags are kept by: `type/name`.
 *
 * @throws AwsError InvalidInputException, EntityNotFoundException
 * @see https://docs.aws.amazon.com/glue/latest/dg/monitor-tags.html
 */
export function taggedResource(context: GlueContext, arn: string | undefined): string {
  const parts = /^arn:aws[\w-]*:glue:[^:]*:[^:]*:(\w+)\/(.+)$/.exec(required("resourceArn", arn));
  if (parts === null) {
    throw invalidInput(`${arn} is not the ARN of a Glue resource.`);
  }
  const [, type = "", name = ""] = parts;
  if (!exists(context, type, name)) {
    throw notFound(`Entity Not Found: ${arn}`);
  }
  return `${type}/${name}`;
}

function exists(context: GlueContext, type: string, name: string): boolean {
  switch (type) {
    case "database":
      return context.catalog.getDatabases().some((database) => database.Name === name);
    case "connection":
      return context.connections.has(name);
    case "crawler":
      return context.crawlers.has(name);
    case "job":
      return context.jobs.has(name);
    case "mlTransform":
      return context.mlTransforms.all().some(({ TransformId }) => TransformId === name);
    case "dataQualityRuleset":
      return context.quality.rulesets.has(name);
    case "trigger":
      return context.triggers.has(name);
    case "workflow":
      return context.workflows.has(name);
    default:
      return false;
  }
}
