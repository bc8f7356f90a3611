import { AwsError } from "../../protocol/aws-error";
import { parseXml, xmlText } from "../../protocol/rest-xml";
import type { ObjectStore } from "../object-store";
import { receiveText } from "../request-body";
import type { S3Answer, S3Request } from "../s3-request";
import { header } from "../s3-request";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export async function createBucket(objects: ObjectStore, request: S3Request): Promise<S3Answer> {
  const region = await locationConstraint(objects, request);
  checkRegion(region, request.context.region);
  if (objects.hasBucket(request.bucket)) {
    // As on AWS, in us-east-1 one may create one's own bucket again.
    if (request.context.region !== "us-east-1") {
      const message = "Your previous request to create the named bucket succeeded and you already own it.";
      throw new AwsError("BucketAlreadyOwnedByYou", message, 409, { BucketName: request.bucket });
    }
  } else {
    objects.createBucket(request.bucket, region);
  }
  return { headers: { location: `/${request.bucket}` } };
}

async function locationConstraint(objects: ObjectStore, request: S3Request): Promise<string | undefined> {
  if (header(request, "content-length") === undefined || header(request, "content-length") === "0") {
    return undefined;
  }
  const body = await receiveText(objects, request);
  const region = xmlText(parseXml(body, "CreateBucketConfiguration").LocationConstraint) || undefined;
  if (region !== undefined && (region === "us-east-1" || !/^(EU|[a-z]{2}(-[a-z]+)+-\d)$/.test(region))) {
    const message = "The specified location-constraint is not valid";
    throw new AwsError("InvalidLocationConstraint", message, 400, { LocationConstraint: region });
  }
  return region === "EU" ? "eu-west-1" : region;
}

/** An endpoint of another region than us-east-1 makes buckets of its own region only, and wants it said. */
function checkRegion(constraint: string | undefined, region: string): void {
  if (region !== "us-east-1" && constraint !== region) {
    const message = `The ${constraint ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.`;
    throw new AwsError("IllegalLocationConstraintException", message);
  }
}
