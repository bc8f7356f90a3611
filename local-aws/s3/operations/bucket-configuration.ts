import { AwsError } from "../../protocol/aws-error";
import { xmlDocument } from "../../protocol/xml-document";
import type { ObjectStore } from "../objects/object-store";
import { parseXml, xmlText } from "../request/parse-xml";
import { receiveText } from "../request/request-body";
import type { S3Headers } from "../request/s3-headers";
import type { S3Request } from "../request/s3-request";
import { maxBucketTags, parseTagging } from "../request/tags";
import { invalidArgument, malformedXml, notImplemented } from "../response/errors";
import { s3Namespace } from "../response/s3-namespace";
import type { S3Response } from "../response/s3-response";

/** A setting of a bucket that is kept and read back, as the text that the client sent. */
interface Configuration {
  /** Throws where the text is not what S3 takes. */
  readonly check: (text: string) => void;
  /** What a bucket has of which nothing was set, or the error that says that it has none. */
  readonly initial: () => string;
  readonly type?: string;
  readonly putStatus?: number;
  /** A header that belongs to the setting and is kept with it. */
  readonly header?: {
    readonly name: string;
    readonly sent: (headers: S3Headers) => string | undefined;
    readonly values: RegExp;
    readonly initial: string;
  };
}

const allBlocked = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const aes256 = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false };

/** By the subresource in the query. */
const configurations = {
  cors: {
    check: root("CORSConfiguration"),
    initial: none("NoSuchCORSConfiguration", "The CORS configuration does not exist"),
  },
  encryption: {
    check: root("ServerSideEncryptionConfiguration"),
    initial: () => xmlDocument("ServerSideEncryptionConfiguration", { Rule: aes256 }, s3Namespace),
  },
  lifecycle: {
    check: root("LifecycleConfiguration"),
    initial: none("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
    header: {
      name: "x-amz-transition-default-minimum-object-size",
      sent: (headers) => headers.transitionDefaultMinimumObjectSize,
      values: /^(varies_by_storage_class|all_storage_classes_128K)$/,
      initial: "all_storage_classes_128K",
    },
  },
  notification: {
    check: root("NotificationConfiguration"),
    initial: () => xmlDocument("NotificationConfiguration", {}, s3Namespace),
  },
  ownershipControls: {
    check: root("OwnershipControls"),
    initial: () => xmlDocument("OwnershipControls", { Rule: { ObjectOwnership: "BucketOwnerEnforced" } }, s3Namespace),
  },
  policy: {
    check: checkPolicy,
    initial: none("NoSuchBucketPolicy", "The bucket policy does not exist"),
    type: "application/json",
    putStatus: 204,
  },
  publicAccessBlock: {
    check: root("PublicAccessBlockConfiguration"),
    initial: () => xmlDocument("PublicAccessBlockConfiguration", allBlocked, s3Namespace),
  },
  tagging: {
    check: (text) => parseTagging(text, maxBucketTags),
    initial: none("NoSuchTagSet", "The TagSet does not exist"),
    putStatus: 204,
  },
  versioning: {
    check: checkVersioning,
    initial: () => xmlDocument("VersioningConfiguration", {}, s3Namespace),
  },
} as const satisfies Record<string, Configuration>;

export type ConfigurationName = keyof typeof configurations;

/** GetBucketPolicy, GetBucketLifecycleConfiguration and their kin: what was set, or what AWS gives a new bucket. */
export function getBucketConfiguration(name: ConfigurationName) {
  return (objects: ObjectStore, request: S3Request): S3Response => {
    const { initial, header, type = "application/xml" }: Configuration = configurations[name];
    const kept = objects.settings(request.bucket).read().configurations;
    const text = kept?.[name] ?? initial();
    const own = header && { [header.name]: kept?.[header.name] ?? header.initial };
    return { headers: { "content-type": type, ...own }, text };
  };
}

/** PutBucketPolicy, PutBucketLifecycleConfiguration and their kin. Kept, and acted upon by nothing here. */
export function putBucketConfiguration(name: ConfigurationName) {
  return async (objects: ObjectStore, request: S3Request): Promise<S3Response> => {
    const { check, putStatus, header: own }: Configuration = configurations[name];
    const sent = own && (own.sent(request.headers) ?? own.initial);
    if (own !== undefined && !own.values.test(sent ?? "")) {
      throw invalidArgument(`Invalid value for ${own.name}`, own.name, sent);
    }
    const text = await receiveText(objects, request);
    check(text);
    const settings = objects.settings(request.bucket);
    const all = settings.read();
    const kept = own && sent ? { [own.name]: sent } : {};
    settings.write({ ...all, configurations: { ...all.configurations, [name]: text, ...kept } });
    return { status: putStatus, headers: kept };
  };
}

export function deleteBucketConfiguration(name: ConfigurationName) {
  return (objects: ObjectStore, request: S3Request): S3Response => {
    const settings = objects.settings(request.bucket);
    const all = settings.read();
    settings.write({ ...all, configurations: { ...all.configurations, [name]: undefined } });
    return { status: 204 };
  };
}

function root(name: string): (text: string) => void {
  return (text) => {
    parseXml(text, name);
  };
}

function none(code: string, message: string): () => string {
  return () => {
    throw new AwsError(code, message, 404);
  };
}

function checkPolicy(text: string): void {
  try {
    const policy: unknown = JSON.parse(text);
    if (typeof policy === "object" && policy !== null && "Statement" in policy) {
      return;
    }
  } catch {
    // falls through to the same answer
  }
  throw new AwsError("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'");
}

function checkVersioning(text: string): void {
  const { Status, MfaDelete } = parseXml(text, "VersioningConfiguration");
  const status = xmlText(Status);
  if (MfaDelete !== undefined && MfaDelete !== "Disabled") {
    throw notImplemented("MfaDelete");
  }
  if (status === "Enabled") {
    const message = "The embedded AWS keeps no versions of objects, so versioning cannot be enabled.";
    throw new AwsError("NotImplemented", message, 501);
  }
  if (status !== "Suspended") {
    throw malformedXml();
  }
}
