import { AwsError } from "../protocol/aws-error";
import type { Operation, OperationName } from "../protocol/operation";
import type { SupportedOperation } from "../protocol/service";
import type { ObjectStore } from "./objects/object-store";
import { abortMultipartUpload } from "./operations/abort-multipart-upload";
import {
  deleteBucketConfiguration,
  getBucketConfiguration,
  putBucketConfiguration,
} from "./operations/bucket-configuration";
import { completeMultipartUpload } from "./operations/complete-multipart-upload";
import { copyObject } from "./operations/copy-object";
import { createBucket } from "./operations/create-bucket";
import { createMultipartUpload } from "./operations/create-multipart-upload";
import { deleteBucket } from "./operations/delete-bucket";
import { deleteObject } from "./operations/delete-object";
import { deleteObjectTagging } from "./operations/delete-object-tagging";
import { deleteObjects } from "./operations/delete-objects";
import { getAcl } from "./operations/get-acl";
import { getBucketLocation } from "./operations/get-bucket-location";
import { getObject } from "./operations/get-object";
import { getObjectAttributes } from "./operations/get-object-attributes";
import { getObjectTagging } from "./operations/get-object-tagging";
import { headBucket } from "./operations/head-bucket";
import { headObject } from "./operations/head-object";
import { listBuckets } from "./operations/list-buckets";
import { listMultipartUploads } from "./operations/list-multipart-uploads";
import { listObjects } from "./operations/list-objects";
import { listObjectsV2 } from "./operations/list-objects-v2";
import { listParts } from "./operations/list-parts";
import { putBucketNotification } from "./operations/put-bucket-notification";
import { putObject } from "./operations/put-object";
import { putObjectTagging } from "./operations/put-object-tagging";
import { uploadPart } from "./operations/upload-part";
import { uploadPartCopy } from "./operations/upload-part-copy";
import type { S3Request } from "./request/s3-request";
import type { S3Response } from "./response/s3-response";

/** S3 is a REST API: what goes in and comes out are the parts of a request and of a response. */
export type S3Operation = Operation<ObjectStore, S3Request, S3Response>;

type Name = OperationName<typeof import("@aws-sdk/client-s3")>;

interface Route extends SupportedOperation {
  readonly run: S3Operation;
}

const works = (name: Name, run: S3Operation): Route => ({ name, run, support: "works" });
const kept = (name: Name, run: S3Operation): Route => ({ name, run, support: "kept" });

/** By what the request is about, its method, and the subresource in its query; `copy` where it names a source. */
const routes: Readonly<Record<string, Route>> = {
  "service GET": works("ListBuckets", listBuckets),
  "bucket PUT": works("CreateBucket", createBucket),
  "bucket HEAD": works("HeadBucket", headBucket),
  "bucket DELETE": works("DeleteBucket", deleteBucket),
  "bucket GET": works("ListObjects", listObjects),
  "bucket GET list-type": works("ListObjectsV2", listObjectsV2),
  "bucket GET location": works("GetBucketLocation", getBucketLocation),
  "bucket GET uploads": works("ListMultipartUploads", listMultipartUploads),
  "bucket POST delete": works("DeleteObjects", deleteObjects),
  "bucket GET acl": works("GetBucketAcl", getAcl),
  "bucket GET cors": kept("GetBucketCors", getBucketConfiguration("cors")),
  "bucket PUT cors": kept("PutBucketCors", putBucketConfiguration("cors")),
  "bucket DELETE cors": kept("DeleteBucketCors", deleteBucketConfiguration("cors")),
  "bucket GET encryption": kept("GetBucketEncryption", getBucketConfiguration("encryption")),
  "bucket PUT encryption": kept("PutBucketEncryption", putBucketConfiguration("encryption")),
  "bucket DELETE encryption": kept("DeleteBucketEncryption", deleteBucketConfiguration("encryption")),
  "bucket GET lifecycle": kept("GetBucketLifecycleConfiguration", getBucketConfiguration("lifecycle")),
  "bucket PUT lifecycle": kept("PutBucketLifecycleConfiguration", putBucketConfiguration("lifecycle")),
  "bucket DELETE lifecycle": kept("DeleteBucketLifecycle", deleteBucketConfiguration("lifecycle")),
  "bucket GET notification": works("GetBucketNotificationConfiguration", getBucketConfiguration("notification")),
  "bucket PUT notification": works("PutBucketNotificationConfiguration", putBucketNotification),
  "bucket GET ownershipControls": kept("GetBucketOwnershipControls", getBucketConfiguration("ownershipControls")),
  "bucket PUT ownershipControls": kept("PutBucketOwnershipControls", putBucketConfiguration("ownershipControls")),
  "bucket DELETE ownershipControls": kept(
    "DeleteBucketOwnershipControls",
    deleteBucketConfiguration("ownershipControls"),
  ),
  "bucket GET policy": kept("GetBucketPolicy", getBucketConfiguration("policy")),
  "bucket PUT policy": kept("PutBucketPolicy", putBucketConfiguration("policy")),
  "bucket DELETE policy": kept("DeleteBucketPolicy", deleteBucketConfiguration("policy")),
  "bucket GET publicAccessBlock": kept("GetPublicAccessBlock", getBucketConfiguration("publicAccessBlock")),
  "bucket PUT publicAccessBlock": kept("PutPublicAccessBlock", putBucketConfiguration("publicAccessBlock")),
  "bucket DELETE publicAccessBlock": kept("DeletePublicAccessBlock", deleteBucketConfiguration("publicAccessBlock")),
  "bucket GET tagging": works("GetBucketTagging", getBucketConfiguration("tagging")),
  "bucket PUT tagging": works("PutBucketTagging", putBucketConfiguration("tagging")),
  "bucket DELETE tagging": works("DeleteBucketTagging", deleteBucketConfiguration("tagging")),
  "bucket GET versioning": kept("GetBucketVersioning", getBucketConfiguration("versioning")),
  "bucket PUT versioning": kept("PutBucketVersioning", putBucketConfiguration("versioning")),
  "object PUT": works("PutObject", putObject),
  "object PUT copy": works("CopyObject", copyObject),
  "object GET": works("GetObject", getObject),
  "object HEAD": works("HeadObject", headObject),
  "object DELETE": works("DeleteObject", deleteObject),
  "object GET acl": works("GetObjectAcl", getAcl),
  "object GET attributes": works("GetObjectAttributes", getObjectAttributes),
  "object GET tagging": works("GetObjectTagging", getObjectTagging),
  "object PUT tagging": works("PutObjectTagging", putObjectTagging),
  "object DELETE tagging": works("DeleteObjectTagging", deleteObjectTagging),
  "object POST uploads": works("CreateMultipartUpload", createMultipartUpload),
  "object PUT uploadId": works("UploadPart", uploadPart),
  "object PUT uploadId copy": works("UploadPartCopy", uploadPartCopy),
  "object POST uploadId": works("CompleteMultipartUpload", completeMultipartUpload),
  "object DELETE uploadId": works("AbortMultipartUpload", abortMultipartUpload),
  "object GET uploadId": works("ListParts", listParts),
};

/** The operations that are supported; all others are refused. */
export const s3Operations: readonly SupportedOperation[] = Object.values(routes);

/** What in a query names another operation. Taken from S3's API. */
const subresources = new Set(
  `abac accelerate acl analytics append attributes cors delete encryption intelligent-tiering inventory legal-hold
   lifecycle list-type location logging metadataConfiguration metadataInventoryTable metadataJournalTable metadataTable
   metrics notification object-lock ownershipControls policy policyStatus publicAccessBlock renameObject replication
   requestPayment restore retention select session tagging torrent uploadId uploads versionId versioning versions
   website`.split(/\s+/),
);

/** @throws `NotImplemented` where the embedded AWS has no such operation. */
export function findRoute(request: S3Request): Route {
  const level = request.bucket === "" ? "service" : request.key === "" ? "bucket" : "object";
  const named = [...request.query.keys()].filter(
    (name) => subresources.has(name) && !(name === "versionId" && request.query.get(name) === "null"),
  );
  if (level === "object" && request.method === "PUT" && request.headers.copySource.source !== undefined) {
    named.push("copy");
  }
  const route = [level, request.method, ...named].join(" ");
  const found = Object.hasOwn(routes, route) ? routes[route] : undefined;
  if (found === undefined) {
    const message = `The embedded AWS does not support this request (${route}). local-aws/README.md lists what it supports.`;
    throw new AwsError("NotImplemented", message, 501);
  }
  return found;
}
