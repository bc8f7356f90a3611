import { AwsError } from "../../protocol/aws-error";
import { xmlDocument } from "../../protocol/rest-xml";
import { isAlgorithm } from "../checksums";
import { s3Namespace } from "../namespace";
import { metadataFromRequest } from "../object-headers";
import type { ObjectStore } from "../object-store";
import { header, type S3Answer, type S3Request } from "../s3-request";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export function createMultipartUpload(objects: ObjectStore, request: S3Request): S3Answer {
  const { bucket, key } = request;
  const algorithm = header(request, "x-amz-checksum-algorithm")?.toLowerCase();
  if (algorithm !== undefined && !isAlgorithm(algorithm)) {
    const message =
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]";
    throw new AwsError("InvalidRequest", message);
  }
  const asked = header(request, "x-amz-checksum-type");
  const checksumType =
    algorithm === undefined
      ? undefined
      : asked === "FULL_OBJECT" || algorithm === "crc64nvme"
        ? "FULL_OBJECT"
        : "COMPOSITE";
  const metadata = metadataFromRequest(request);
  const upload = objects.uploads(bucket).create({ key, algorithm, checksumType, metadata });
  return {
    headers: {
      "x-amz-checksum-algorithm": algorithm?.toUpperCase(),
      "x-amz-checksum-type": checksumType,
    },
    xml: xmlDocument("InitiateMultipartUploadResult", { Bucket: bucket, Key: key, UploadId: upload.id }, s3Namespace),
  };
}
