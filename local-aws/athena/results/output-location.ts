import type { QueryExecution } from "@aws-sdk/client-athena";
import { AwsError } from "../../protocol/aws-error";

export interface OutputLocation {
  readonly bucket: string;
  /** Empty, or ends with a slash. */
  readonly prefix: string;
}

/** @throws AwsError InvalidRequestException where it is not `s3://bucket/…`. */
export function parseOutputLocation(location: string): OutputLocation {
  const match = /^s3:\/\/([^/]+)(?:\/(.*))?$/.exec(location);
  if (match === null) {
    throw new AwsError("InvalidRequestException", "outputLocation is not a valid S3 path.", 400, {
      AthenaErrorCode: "INVALID_INPUT",
    });
  }
  const folder = (match[2] ?? "").replace(/\/+$/, "");
  return { bucket: match[1] ?? "", prefix: folder === "" ? "" : `${folder}/` };
}

/** The folder that a query's own files go to, `s3://…/`. */
export function resultFolder({ ResultConfiguration }: QueryExecution): string {
  return (ResultConfiguration?.OutputLocation ?? "").replace(/(tables\/)?[^/]*$/, "");
}
