import { AwsError } from "../../protocol/aws-error";
import type { CopySourceHeaders } from "../request/s3-headers";
import { invalidArgument, noSuchKey, preconditionFailed } from "../response/errors";
import { isNotModified } from "./conditions";
import type { ObjectStore, OpenObject } from "./object-store";

/**
 * Opens the object that `x-amz-copy-source` names; the caller closes its descriptor.
 *
 * @throws `NoSuchKey`, `NoSuchBucket`, `PreconditionFailed`, `InvalidArgument`
 */
export function openCopySource(
  objects: ObjectStore,
  { source = "", conditions }: CopySourceHeaders,
): OpenObject & { readonly bucket: string } {
  const [path = "", version] = source.split("?versionId=");
  const decoded = decodeSource(path);
  const slash = decoded.indexOf("/");
  if (slash < 1 || slash === decoded.length - 1) {
    const message = "Copy Source must mention the source bucket and key: sourcebucket/sourcekey";
    throw invalidArgument(message, "x-amz-copy-source", source);
  }
  if (version !== undefined && version !== "null") {
    throw new AwsError("NoSuchVersion", "The specified version does not exist.", 404, { VersionId: version });
  }
  const bucket = decoded.slice(0, slash);
  const object = objects.open(bucket, decoded.slice(slash + 1));
  if (object === undefined) {
    throw noSuchKey(decoded.slice(slash + 1));
  }
  if (isNotModified(conditions, object)) {
    throw preconditionFailed("x-amz-copy-source-If-None-Match");
  }
  return { ...object, bucket };
}

function decodeSource(path: string): string {
  try {
    return decodeURIComponent(path.replace(/\+/g, " ")).replace(/^\//, "");
  } catch {
    throw invalidArgument("Invalid copy source encoding.", "x-amz-copy-source", path);
  }
}
