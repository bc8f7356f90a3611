import { invalidValue } from "./errors";
import type { Tags } from "./instance";
import type { RdsContext } from "./rds-context";

/** What an ARN names, with its tags. @throws AwsError Where there is no such instance or snapshot. */
export function taggedResource(
  { instances, snapshots }: RdsContext,
  arn: string,
): { readonly tags: Tags; readonly put: (tags: Tags) => void } {
  const [, type, id = ""] = /^arn:aws:rds:[a-z0-9-]+:\d{12}:(db|snapshot):([a-z0-9-]+)$/.exec(arn) ?? [];
  if (type === "db") {
    const instance = instances.get(id);
    return { tags: instance.tags, put: (tags) => instances.put({ ...instances.get(id), tags }) };
  }
  if (type === "snapshot") {
    const snapshot = snapshots.get(id);
    return { tags: snapshot.tags, put: (tags) => snapshots.put({ ...snapshots.get(id), tags }) };
  }
  throw invalidValue(`Invalid resource name: ${arn}`);
}
