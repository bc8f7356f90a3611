import { AwsError } from "../../protocol/aws-error";
import { xmlDocument } from "../../protocol/xml-document";
import { type Algorithm, parseAlgorithm } from "../checksums/algorithms";
import { encryptionHeaders, metadataOfWrite } from "../objects/object-headers";
import type { ObjectStore } from "../objects/object-store";
import type { S3Request } from "../request/s3-request";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";
import type { Upload } from "../uploads/multipart-uploads";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export function createMultipartUpload(objects: ObjectStore, request: S3Request): S3Response {
  const { bucket, key, headers } = request;
  const algorithm = parseAlgorithm(headers.checksumAlgorithm);
  const checksumType = chooseType(algorithm, headers.checksumType);
  const metadata = metadataOfWrite(headers.metadata);
  const upload = objects.uploads(bucket).create({ key, algorithm, checksumType, metadata });
  return {
    headers: {
      ...encryptionHeaders,
      "x-amz-checksum-algorithm": algorithm?.toUpperCase(),
      "x-amz-checksum-type": checksumType,
    },
    xml: xmlDocument("InitiateMultipartUploadResult", { Bucket: bucket, Key: key, UploadId: upload.id }, s3Namespace),
  };
}

/** @throws `InvalidRequest` where the algorithm cannot be computed in this way */
function chooseType(algorithm: Algorithm | undefined, asked: string | undefined): Upload["checksumType"] {
  if (algorithm === undefined) {
    if (asked !== undefined) {
      const message = "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.";
      throw new AwsError("InvalidRequest", message);
    }
    return undefined;
  }
  const type = asked ?? (algorithm === "crc64nvme" ? "FULL_OBJECT" : "COMPOSITE");
  if (type !== "FULL_OBJECT" && type !== "COMPOSITE") {
    throw new AwsError("InvalidRequest", "Value for x-amz-checksum-type header is invalid.");
  }
  const impossible = type === "FULL_OBJECT" ? ["sha1", "sha256"] : ["crc64nvme"];
  if (impossible.includes(algorithm)) {
    const message = `The ${type} checksum type cannot be used with the ${algorithm} checksum algorithm.`;
    throw new AwsError("InvalidRequest", message);
  }
  return type;
}
