import { HiveError } from "./hive-error";
import type { HiveReader } from "./hive-reader";

/** As Hive keeps a path; the slash behind the bucket's name stays. */
export const withoutLastSlash = (location: string): string => location.replace(/(?<=:\/\/[^/]+\/.*[^/])\/+$/, "");

/** Reads where files lie, and drops the slash at the end, as Athena does. @throws HiveError where that is not in S3. */
export function readLocation(reader: HiveReader): string {
  const location = reader.string();
  if (!/^s3[an]?:\/\/[^/]/i.test(location)) {
    throw new HiveError(`Invalid location ${location} for table. Only S3 locations are allowed`);
  }
  return withoutLastSlash(location);
}
