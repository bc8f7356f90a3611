import { randomUUID } from "node:crypto";
import type { LambdaContext } from "../lambda-context";
import type { FunctionRecord, FunctionVersion } from "./function-record";

/**
 * Publishes what `$LATEST` is now. Where nothing has changed since the last version, that one is given.
 *
 * @param description Of the version; that of the function where it is not given.
 */
export function publish(
  { functions }: Pick<LambdaContext, "functions">,
  record: FunctionRecord,
  description?: string,
): { readonly record: FunctionRecord; readonly version: FunctionVersion } {
  const last = record.published.at(-1);
  if (last !== undefined && isSame(last, record.latest)) {
    return { record, version: last };
  }
  const number = record.lastPublished + 1;
  const version: FunctionVersion = {
    ...record.latest,
    version: String(number),
    description: description ?? record.latest.description,
    revisionId: randomUUID(),
  };
  const changed = { ...record, lastPublished: number, published: [...record.published, version] };
  functions.put(changed);
  return { record: changed, version };
}

function isSame(published: FunctionVersion, latest: FunctionVersion): boolean {
  const told = ({
    version: _,
    revisionId: __,
    description: ___,
    lastModified: ____,
    ...rest
  }: FunctionVersion): string => JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  return told(published) === told(latest);
}
