import type { Readable } from "node:stream";
import type { ObjectStore } from "../../s3/objects/object-store";
import { parseOutputLocation } from "./output-location";

/** Writes a file of a query's results; an old one of its name stays until the new one is whole. */
export async function writeResult(objects: ObjectStore, location: string, body: Buffer | Readable): Promise<void> {
  const { bucket, prefix } = parseOutputLocation(location);
  await objects.put(bucket, prefix.replace(/\/$/, ""), body);
}
