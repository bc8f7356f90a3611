import { xmlDocument } from "../../protocol/xml-document";
import type { ObjectStore } from "../objects/object-store";
import type { S3Request } from "../request/s3-request";
import { noSuchKey } from "../response/errors";
import { owner } from "../response/owner";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

/**
 * GetBucketAcl and GetObjectAcl: the owner may do everything. As with all new buckets on AWS there are no other grants.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html
 */
export function getAcl(objects: ObjectStore, request: S3Request): S3Response {
  objects.bucket(request.bucket);
  if (request.key !== "" && objects.find(request.bucket, request.key) === undefined) {
    throw noSuchKey(request.key);
  }
  const members = { Owner: owner, AccessControlList: { Grant: "GRANT" } };
  const grantee = `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>${owner.ID}</ID><DisplayName>${owner.DisplayName}</DisplayName></Grantee><Permission>FULL_CONTROL</Permission>`;
  return { xml: xmlDocument("AccessControlPolicy", members, s3Namespace).replace("GRANT", grantee) };
}
