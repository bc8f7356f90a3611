import { HiveError } from "./hive-error";
import type { HiveReader } from "./hive-reader";

/** Reads where files lie. @throws HiveError where that is not in S3. */
export function readLocation(reader: HiveReader): string {
  const location = reader.string();
  if (!/^s3[an]?:\/\/[^/]/i.test(location)) {
    throw new HiveError(`Invalid location ${location} for table. Only S3 locations are allowed`);
  }
  return location;
}
