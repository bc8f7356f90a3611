import { AwsError } from "../../protocol/aws-error";
import { parseXml, xmlDocument, xmlList, xmlText } from "../../protocol/rest-xml";
import { s3Namespace } from "../namespace";
import type { ObjectStore } from "../object-store";
import { receiveText } from "../request-body";
import type { S3Answer, S3Request } from "../s3-request";

const maxKeys = 1000;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export async function deleteObjects(objects: ObjectStore, request: S3Request): Promise<S3Answer> {
  objects.bucket(request.bucket);
  const names = Object.keys(request.headers);
  if (!names.some((name) => name === "content-md5" || name.startsWith("x-amz-checksum-") || name === "x-amz-trailer")) {
    const message = "Missing required header for this request: Content-MD5 OR x-amz-checksum-*";
    throw new AwsError("InvalidRequest", message);
  }
  const input = parseXml(await receiveText(objects, request), "Delete");
  const keys = xmlList(input.Object).map((object) => xmlText(object.Key) ?? "");
  if (keys.length === 0 || keys.length > maxKeys || keys.includes("")) {
    const message = "The XML you provided was not well-formed or did not validate against our published schema";
    throw new AwsError("MalformedXML", message);
  }
  for (const key of keys) {
    await objects.delete(request.bucket, key);
  }
  const deleted = input.Quiet === "true" ? [] : keys.map((Key) => ({ Key }));
  return { xml: xmlDocument("DeleteResult", { Deleted: deleted }, s3Namespace) };
}
