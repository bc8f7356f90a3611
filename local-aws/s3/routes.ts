import { AwsError } from "../protocol/aws-error";
import type { ObjectStore } from "./object-store";
import { abortMultipartUpload } from "./operations/abort-multipart-upload";
import { completeMultipartUpload } from "./operations/complete-multipart-upload";
import { copyObject } from "./operations/copy-object";
import { createBucket } from "./operations/create-bucket";
import { createMultipartUpload } from "./operations/create-multipart-upload";
import { deleteBucket } from "./operations/delete-bucket";
import { deleteObject } from "./operations/delete-object";
import { deleteObjects } from "./operations/delete-objects";
import { getBucketLocation } from "./operations/get-bucket-location";
import { getObject } from "./operations/get-object";
import { headBucket } from "./operations/head-bucket";
import { headObject } from "./operations/head-object";
import { listBuckets } from "./operations/list-buckets";
import { listMultipartUploads } from "./operations/list-multipart-uploads";
import { listObjects } from "./operations/list-objects";
import { listObjectsV2 } from "./operations/list-objects-v2";
import { listParts } from "./operations/list-parts";
import { putObject } from "./operations/put-object";
import { uploadPart } from "./operations/upload-part";
import { uploadPartCopy } from "./operations/upload-part-copy";
import type { S3Answer, S3Request } from "./s3-request";

export type S3Operation = (objects: ObjectStore, request: S3Request) => Promise<S3Answer> | S3Answer;

/** By what the request is about, its method, and the subresource in its query. */
const operations: Readonly<Record<string, S3Operation>> = {
  "service GET": listBuckets,
  "bucket PUT": createBucket,
  "bucket HEAD": headBucket,
  "bucket DELETE": deleteBucket,
  "bucket GET": (objects, request) =>
    request.query.get("list-type") === "2" ? listObjectsV2(objects, request) : listObjects(objects, request),
  "bucket GET location": getBucketLocation,
  "bucket GET uploads": listMultipartUploads,
  "bucket POST delete": deleteObjects,
  "object PUT": (objects, request) =>
    request.headers["x-amz-copy-source"] === undefined ? putObject(objects, request) : copyObject(objects, request),
  "object GET": getObject,
  "object HEAD": headObject,
  "object DELETE": deleteObject,
  "object POST uploads": createMultipartUpload,
  "object PUT uploadId": (objects, request) =>
    request.headers["x-amz-copy-source"] === undefined
      ? uploadPart(objects, request)
      : uploadPartCopy(objects, request),
  "object POST uploadId": completeMultipartUpload,
  "object DELETE uploadId": abortMultipartUpload,
  "object GET uploadId": listParts,
};

/** What in a query names another operation. Taken from S3's API. */
const subresources = new Set(
  `abac accelerate acl analytics attributes append cors delete encryption intelligent-tiering inventory legal-hold
   lifecycle location logging metadataConfiguration metadataTable metadataInventoryTable metadataJournalTable metrics
   notification object-lock ownershipControls policy policyStatus publicAccessBlock renameObject replication
   requestPayment restore retention select session tagging torrent uploadId uploads versioning versions
   versionId website`.split(/\s+/),
);

/** @throws `NotImplemented` where the embedded AWS has no such operation. */
export function findOperation(request: S3Request): S3Operation {
  const level = request.bucket === "" ? "service" : request.key === "" ? "bucket" : "object";
  const named = [...request.query.keys()].filter(
    (name) => subresources.has(name) && !(name === "versionId" && request.query.get(name) === "null"),
  );
  const route = [level, request.method, ...named].join(" ");
  const operation = operations[route];
  if (operation === undefined) {
    const message = `The embedded AWS does not support this request (${route}). local-aws/README.md lists what it supports.`;
    throw new AwsError("NotImplemented", message, 501);
  }
  return operation;
}
