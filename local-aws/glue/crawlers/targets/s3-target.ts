import type { S3Target } from "@aws-sdk/client-glue";
import type { ObjectStore, ObjectSummary } from "../../../s3/objects/object-store";
import { invalidInput } from "../../errors";
import { globPattern } from "../files/glob";

/** An include path, taken apart. */
export interface IncludePath {
  readonly bucket: string;
  /** With a slash at the end, or empty for the whole bucket. */
  readonly prefix: string;
}

/** @throws AwsError InvalidInputException where it is not an S3 path. */
export function parseIncludePath(path: string | undefined): IncludePath {
  const [, bucket, key = ""] = /^(?:s3:\/\/)?([^/]+)(?:\/(.*))?$/s.exec(path ?? "") ?? [];
  if (bucket === undefined) {
    throw invalidInput(`The S3 target path ${path ?? "(none)"} is not like s3://bucket/prefix/.`);
  }
  return { bucket, prefix: key === "" || key.endsWith("/") ? key : `${key}/` };
}

/** The objects of a target that hold data, sorted by key; one where the path is that of an object. */
export async function targetObjects(target: S3Target, objects: ObjectStore): Promise<ObjectSummary[]> {
  const { bucket, prefix } = parseIncludePath(target.Path);
  const single = prefix === "" ? undefined : objects.find(bucket, prefix.slice(0, -1));
  if (single !== undefined) {
    return [single];
  }
  const exclusions = (target.Exclusions ?? []).map(globPattern);
  const listed = await objects.list(bucket, prefix);
  return listed.filter(({ key, size }) => {
    const path = key.slice(prefix.length);
    return size > 0 && !isHidden(path) && !exclusions.some((pattern) => pattern.test(path));
  });
}

/** Markers and unfinished output of Hadoop and Spark, which no engine reads as data. */
const isHidden = (path: string): boolean =>
  path.split("/").some((name) => /^[._]/.test(name) && !name.includes("=")) || path.endsWith("_$folder$");
