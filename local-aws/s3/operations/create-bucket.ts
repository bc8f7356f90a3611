import { AwsError } from "../../protocol/aws-error";
import { xmlDocument } from "../../protocol/xml-document";
import type { ObjectStore } from "../objects/object-store";
import { parseXml, xmlText } from "../request/parse-xml";
import { receiveText } from "../request/request-body";
import type { S3Request } from "../request/s3-request";
import { maxBucketTags, type Tags, taggingXml, tagsOf } from "../request/tags";
import { invalidArgument, notImplemented } from "../response/errors";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

interface Wanted {
  readonly region?: string;
  readonly tags?: Tags;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export async function createBucket(objects: ObjectStore, request: S3Request): Promise<S3Response> {
  const ownership = objectOwnership(request);
  const { region, tags } = await readConfiguration(objects, request);
  checkRegion(region, request.context.region);
  if (objects.hasBucket(request.bucket)) {
    // As on AWS, in us-east-1 one may create one's own bucket again.
    if (request.context.region !== "us-east-1") {
      const message = "Your previous request to create the named bucket succeeded and you already own it.";
      throw new AwsError("BucketAlreadyOwnedByYou", message, 409, { BucketName: request.bucket });
    }
  } else {
    objects.createBucket(request.bucket, region);
    const settings = objects.settings(request.bucket);
    const configurations = { ownershipControls: ownership, tagging: tags && taggingXml(tags) };
    settings.write({ ...settings.read(), configurations });
  }
  return { headers: { location: `/${request.bucket}` } };
}

/** @returns What GetBucketOwnershipControls answers. @throws `InvalidArgument` */
function objectOwnership(request: S3Request): string | undefined {
  const ownership = request.headers.objectOwnership;
  if (ownership === undefined) {
    return undefined;
  }
  if (!["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"].includes(ownership)) {
    const name = "x-amz-object-ownership";
    throw invalidArgument(`Invalid ${name} header: ${ownership}`, name, ownership);
  }
  return xmlDocument("OwnershipControls", { Rule: { ObjectOwnership: ownership } }, s3Namespace);
}

/** @throws `InvalidLocationConstraint`, and `NotImplemented` for what only directory buckets have */
async function readConfiguration(objects: ObjectStore, request: S3Request): Promise<Wanted> {
  const { contentLength } = request.headers.body;
  if (contentLength === undefined || contentLength === "0") {
    return {};
  }
  const body = await receiveText(objects, request);
  const configuration = parseXml(body, "CreateBucketConfiguration");
  for (const name of ["Location", "Bucket"]) {
    if (configuration[name] !== undefined) {
      throw notImplemented(`CreateBucketConfiguration.${name}`);
    }
  }
  const region = xmlText(configuration.LocationConstraint) || undefined;
  if (region !== undefined && (region === "us-east-1" || !/^(EU|[a-z]{2}(-[a-z]+)+-\d)$/.test(region))) {
    const message = "The specified location-constraint is not valid";
    throw new AwsError("InvalidLocationConstraint", message, 400, { LocationConstraint: region });
  }
  const tags = configuration.Tags === undefined ? undefined : tagsOf(configuration.Tags, maxBucketTags);
  return { region: region === "EU" ? "eu-west-1" : region, tags };
}

/** An endpoint of another region than us-east-1 makes buckets of its own region only, and wants it said. */
function checkRegion(constraint: string | undefined, region: string): void {
  if (region !== "us-east-1" && constraint !== region) {
    const message = `The ${constraint ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.`;
    throw new AwsError("IllegalLocationConstraintException", message);
  }
}
