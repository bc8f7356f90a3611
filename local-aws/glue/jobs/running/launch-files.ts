import { cpSync, mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ObjectStore } from "../../../s3/objects/object-store";
import { parseS3Location } from "../s3-location";

/** A script could not be started; the message is for the run's ErrorMessage. */
export class LaunchError extends Error {}

/** Copies an object into a folder. @returns The file's path. @throws LaunchError */
export function copyObject(objects: ObjectStore, location: string, folder: string): string {
  const { bucket, key } = parseS3Location(location);
  const source = objects.hasBucket(bucket) ? objects.filePath(bucket, key) : undefined;
  if (source === undefined) {
    const what = objects.hasBucket(bucket) ? "The specified key does not exist" : "The specified bucket does not exist";
    throw new LaunchError(`LAUNCH ERROR | ${what}: ${location}. Upload the file, then start the job again.`);
  }
  const target = join(folder, basename(key));
  cpSync(source, target);
  return target;
}

/** Copies an object, or all under a prefix that ends with `/`, into a folder. @throws LaunchError */
export async function copyObjects(objects: ObjectStore, location: string, folder: string): Promise<void> {
  const [, bucket = "", prefix = ""] = /^s3a?:\/\/([^/]+)\/(.*\/)$/s.exec(location) ?? [];
  if (bucket === "") {
    copyObject(objects, location, folder);
    return;
  }
  const found = objects.hasBucket(bucket) ? await objects.list(bucket, prefix) : [];
  if (found.length === 0) {
    throw new LaunchError(`LAUNCH ERROR | There is no object under ${location}.`);
  }
  for (const { key, path } of found.filter((object) => !object.key.endsWith("/"))) {
    const target = join(folder, key.slice(prefix.length));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(path, target);
  }
}

/** Makes the folder that a prefix stands for: Spark writes its event log only where there is one. @throws LaunchError */
export function makeFolder(objects: ObjectStore, location: string): void {
  const [, bucket = "", prefix = ""] = /^s3a?:\/\/([^/]+)\/?(.*)$/s.exec(location) ?? [];
  if (!objects.hasBucket(bucket) || prefix.split("/").includes("..")) {
    throw new LaunchError(`LAUNCH ERROR | ${location} is not a folder of a bucket that exists.`);
  }
  mkdirSync(join(objects.bucketFolder(bucket), prefix), { recursive: true });
}
