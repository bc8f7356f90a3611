import { Bucket, settings } from "./base-requests";
import { document, md5, owned } from "./object-members";
import { kept, type Members, noEffect, obeyed, obeyedBy, refused } from "./probes";

const onlyOwned = `DeleteBucket DeleteBucketCors DeleteBucketEncryption DeleteBucketLifecycle
  DeleteBucketOwnershipControls DeleteBucketPolicy DeleteBucketTagging DeletePublicAccessBlock GetBucketAcl GetBucketCors
  GetBucketEncryption GetBucketLifecycleConfiguration GetBucketLocation GetBucketNotificationConfiguration
  GetBucketOwnershipControls GetBucketPolicy GetBucketTagging GetBucketVersioning GetPublicAccessBlock`.split(/\s+/);

const listing: Members = {
  ...owned,
  RequestPayer: noEffect("requester"),
  Delimiter: obeyed("-", { Delimiter: "-" }),
  EncodingType: [obeyed("url", { EncodingType: "url" }), obeyed("other", "InvalidArgument")],
  MaxKeys: obeyed(0, { MaxKeys: 0, Contents: undefined }),
  Prefix: obeyed("nothing/", { Prefix: "nothing/", Contents: undefined }),
  OptionalObjectAttributes: [noEffect(["RestoreStatus"]), obeyed(["Other"], "InvalidArgument")],
};
const readOf = (operation: keyof typeof settings, readBy: string, expected?: Record<string, unknown>): Members => {
  const [[member, value] = []] = Object.entries(settings[operation]);
  const own = /Lifecycle/.test(operation) ? document : /Notification/.test(operation) ? owned : { ...document, ...md5 };
  return { ...own, [member as string]: kept(value, expected ?? { [member as string]: value }, readBy) };
};

/** Of each operation on buckets that works or is kept. */
export const bucketMembers: Readonly<Record<string, Members>> = {
  ...Object.fromEntries(onlyOwned.map((operation) => [operation, owned])),
  CreateBucket: {
    Bucket: obeyed("Bad_Name", "InvalidBucketName"),
    ACL: [refused("public-read", "AccessControlListNotSupported"), noEffect("private")],
    GrantFullControl: refused("id=1", "AccessControlListNotSupported"),
    GrantRead: refused("id=1", "AccessControlListNotSupported"),
    GrantReadACP: refused("id=1", "AccessControlListNotSupported"),
    GrantWrite: refused("id=1", "AccessControlListNotSupported"),
    GrantWriteACP: refused("id=1", "AccessControlListNotSupported"),
    ObjectLockEnabledForBucket: [refused(true), noEffect(false)],
    ObjectOwnership: [
      kept(
        "ObjectWriter",
        { OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } },
        "GetBucketOwnershipControls",
      ),
      obeyed("Other", "InvalidArgument"),
    ],
    BucketNamespace: [refused("account-regional"), noEffect("global")],
    "CreateBucketConfiguration.LocationConstraint": obeyedBy(
      { CreateBucketConfiguration: { LocationConstraint: "eu-central-1" } },
      "GetBucketLocation",
      { LocationConstraint: "eu-central-1" },
    ),
    "CreateBucketConfiguration.Location.Type": refused({
      CreateBucketConfiguration: { Location: { Type: "LocalZone" } },
    }),
    "CreateBucketConfiguration.Location.Name": refused({ CreateBucketConfiguration: { Location: { Name: "x" } } }),
    "CreateBucketConfiguration.Bucket.DataRedundancy": refused({
      CreateBucketConfiguration: { Bucket: { DataRedundancy: "SingleLocalZone" } },
    }),
    "CreateBucketConfiguration.Bucket.Type": refused({ CreateBucketConfiguration: { Bucket: { Type: "Directory" } } }),
    "CreateBucketConfiguration.Tags.Key": kept(
      { CreateBucketConfiguration: { Tags: [{ Key: "line", Value: "3" }] } },
      { TagSet: [{ Key: "line", Value: "3" }] },
      "GetBucketTagging",
    ),
    "CreateBucketConfiguration.Tags.Value": obeyed(
      { CreateBucketConfiguration: { Tags: [{ Key: "line", Value: "!" }] } },
      "InvalidTag",
    ),
  },
  HeadBucket: { Bucket: obeyed("no-such-bucket", 404), ExpectedBucketOwner: obeyed("111111111111", 403) },
  ListBuckets: {
    MaxBuckets: obeyed(1, { Buckets: { length: 1 } }),
    ContinuationToken: obeyed("x", "InvalidArgument"),
    Prefix: obeyed(Bucket, { Prefix: Bucket }),
    BucketRegion: obeyed("ap-south-1", { Buckets: [] }),
  },
  ListMultipartUploads: {
    ...owned,
    RequestPayer: noEffect("requester"),
    Delimiter: obeyed(
      "/",
      { CommonPrefixes: [{ Prefix: "ListMultipartUploads/" }], Uploads: undefined },
      {
        Prefix: "ListMultipartUploads",
      },
    ),
    EncodingType: [obeyed("url", { EncodingType: "url" }), obeyed("other", "InvalidArgument")],
    KeyMarker: obeyed("zzz", { Uploads: undefined }),
    MaxUploads: obeyed(0, { MaxUploads: 0, Uploads: undefined }),
    Prefix: obeyed("nothing/", { Uploads: undefined }),
    UploadIdMarker: obeyed("zzz", { UploadIdMarker: "zzz" }, { KeyMarker: "a" }),
  },
  ListObjects: { ...listing, Marker: obeyed("zzz", { Marker: "zzz", Contents: undefined }) },
  ListObjectsV2: {
    ...listing,
    ContinuationToken: obeyed("x", "InvalidArgument"),
    StartAfter: obeyed("zzz", { StartAfter: "zzz", Contents: undefined }),
    FetchOwner: obeyed(true, { Contents: { 0: { Owner: { DisplayName: "local" } } } }),
  },
  PutBucketCors: readOf("PutBucketCors", "GetBucketCors", settings.PutBucketCors.CORSConfiguration),
  PutBucketEncryption: readOf("PutBucketEncryption", "GetBucketEncryption"),
  PutBucketLifecycleConfiguration: {
    ...readOf(
      "PutBucketLifecycleConfiguration",
      "GetBucketLifecycleConfiguration",
      settings.PutBucketLifecycleConfiguration.LifecycleConfiguration,
    ),
    TransitionDefaultMinimumObjectSize: [
      kept("varies_by_storage_class", undefined, "GetBucketLifecycleConfiguration"),
      obeyed("other", "InvalidArgument"),
    ],
  },
  PutBucketNotificationConfiguration: {
    ...readOf(
      "PutBucketNotificationConfiguration",
      "GetBucketNotificationConfiguration",
      settings.PutBucketNotificationConfiguration.NotificationConfiguration,
    ),
    SkipDestinationValidation: noEffect(true),
  },
  PutBucketOwnershipControls: readOf("PutBucketOwnershipControls", "GetBucketOwnershipControls"),
  PutBucketPolicy: {
    ...readOf("PutBucketPolicy", "GetBucketPolicy"),
    ConfirmRemoveSelfBucketAccess: noEffect(true),
  },
  PutBucketTagging: {
    ...document,
    ...md5,
    "Tagging.TagSet.Key": obeyed({ Tagging: { TagSet: [{ Key: "aws:a", Value: "b" }] } }, "InvalidTag"),
    "Tagging.TagSet.Value": [
      obeyed({ Tagging: { TagSet: [{ Key: "a", Value: "!" }] } }, "InvalidTag"),
      kept(
        { Tagging: { TagSet: [{ Key: "a", Value: "c" }] } },
        { TagSet: [{ Key: "a", Value: "c" }] },
        "GetBucketTagging",
      ),
    ],
  },
  PutBucketVersioning: {
    ...readOf("PutBucketVersioning", "GetBucketVersioning", settings.PutBucketVersioning.VersioningConfiguration),
    MFA: refused("serial 123456"),
  },
  PutPublicAccessBlock: readOf("PutPublicAccessBlock", "GetPublicAccessBlock"),
};
