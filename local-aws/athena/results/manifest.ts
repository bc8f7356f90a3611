import type { ObjectStore } from "../../s3/objects/object-store";
import type { Statement } from "../sql/text/statement";
import { parseOutputLocation } from "./output-location";

/** Whether a statement writes files of data, so that its answer is a list of them instead of rows. */
export function writesFiles({ substatement }: Statement): boolean {
  return ["CREATE_TABLE_AS_SELECT", "INSERT", "UNLOAD"].includes(substatement);
}

/**
 * Finds the files that a query has written: Trino puts its own query's id into their names.
 *
 * @param location The folder below which they lie, `s3://…`; a view has none.
 * @returns Their URIs, in order.
 */
export async function writtenFiles(
  objects: ObjectStore,
  location: string | undefined,
  trinoQueryId: string,
): Promise<string[]> {
  if (location === undefined) {
    return [];
  }
  const { bucket, prefix } = parseOutputLocation(location);
  if (!objects.hasBucket(bucket)) {
    return [];
  }
  const below = await objects.list(bucket, prefix);
  return below.filter(({ key }) => key.includes(trinoQueryId)).map(({ key }) => `s3://${bucket}/${key}`);
}
