import { body, sha256OfBody } from "./base-requests";
import { inRequestsWith, kept, type Members, noEffect, obeyed, obeyedBy, refused, refusedHeaders } from "./probes";

const past = new Date("2015-10-21T07:28:00Z");
const future = new Date("2099-10-21T07:28:00Z");
const wrongEtag = '"0"';
const elsewhere = { Bucket: "no-such-bucket" };
const wrongCrc = "AAAAAA==";
const now = () => new Date();

export const owned: Members = {
  Bucket: obeyed(elsewhere.Bucket, "NoSuchBucket"),
  ExpectedBucketOwner: obeyed("111111111111", "AccessDenied"),
};
const sdkAlgorithm = "x-amz-sdk-checksum-algorithm";
export const algorithm: Members = {
  ChecksumAlgorithm: [
    refusedHeaders({ [sdkAlgorithm]: "SHA512" }),
    refusedHeaders({ [sdkAlgorithm]: "CRC32", "x-amz-checksum-crc32": wrongCrc }, "BadDigest"),
  ],
};
export const md5: Members = { ContentMD5: obeyed("AAAAAAAAAAAAAAAAAAAAAA==", "BadDigest") };
export const document: Members = { ...owned, ...algorithm };
const object: Members = { ...owned, Key: obeyed("missing/key", "NoSuchKey"), RequestPayer: noEffect("requester") };
const versioned: Members = { VersionId: refused("abc") };
const customerKey: Members = {
  SSECustomerAlgorithm: refused("AES256"),
  SSECustomerKey: refused("12345678901234567890123456789012"),
  SSECustomerKeyMD5: refused("AAAAAAAAAAAAAAAAAAAAAA=="),
};
const sourceKey: Members = {
  CopySourceSSECustomerAlgorithm: refused("AES256"),
  CopySourceSSECustomerKey: refused("12345678901234567890123456789012"),
  CopySourceSSECustomerKeyMD5: refused("AAAAAAAAAAAAAAAAAAAAAA=="),
};
const grants: Members = {
  ACL: [refused("public-read", "AccessControlListNotSupported"), noEffect("bucket-owner-full-control")],
  GrantFullControl: refused("id=1", "AccessControlListNotSupported"),
  GrantRead: refused("id=1", "AccessControlListNotSupported"),
  GrantReadACP: refused("id=1", "AccessControlListNotSupported"),
  GrantWriteACP: refused("id=1", "AccessControlListNotSupported"),
};
const strangeChecksums: Members = {
  ChecksumSHA512: refused("AA=="),
  ChecksumMD5: refused("AA=="),
  ChecksumXXHASH64: refused("AA=="),
  ChecksumXXHASH3: refused("AA=="),
  ChecksumXXHASH128: refused("AA=="),
};
const checksums: Members = {
  ...strangeChecksums,
  ...md5,
  ChecksumAlgorithm: [
    obeyed("SHA256", { ChecksumSHA256: sha256OfBody }),
    obeyed("CRC32", { ChecksumCRC32: "y/Q5Jg==" }),
    refusedHeaders({ [sdkAlgorithm]: "SHA512" }),
  ],
  ChecksumCRC32: [obeyed("y/Q5Jg==", { ChecksumCRC32: "y/Q5Jg==" }), obeyed(wrongCrc, "BadDigest")],
  ChecksumCRC32C: [obeyed("4waSgw==", { ChecksumCRC32C: "4waSgw==" }), obeyed(wrongCrc, "BadDigest")],
  ChecksumCRC64NVME: obeyed("AAAAAAAAAAA=", "BadDigest"),
  ChecksumSHA1: [
    obeyed("98O8HYCOBHMq32eZZczDTKeuNEE=", { ChecksumSHA1: "98O8HYCOBHMq32eZZczDTKeuNEE=" }),
    obeyed("AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "BadDigest"),
  ],
  ChecksumSHA256: [
    obeyed(sha256OfBody, { ChecksumSHA256: sha256OfBody }),
    obeyed("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "BadDigest"),
  ],
};
/** What a write says of the object beside its bytes. */
const description: Members = {
  ...grants,
  ...customerKey,
  CacheControl: kept("no-cache"),
  ContentDisposition: kept("inline"),
  ContentEncoding: kept("gzip"),
  ContentLanguage: kept("ko"),
  ContentType: kept("text/csv"),
  Expires: kept(past, { ExpiresString: "Wed, 21 Oct 2015 07:28:00 GMT" }),
  Metadata: kept({ line: "3" }),
  Tagging: kept("line=3", { TagSet: [{ Key: "line", Value: "3" }] }, "GetObjectTagging"),
  ServerSideEncryption: [refused("aws:kms"), noEffect("AES256")],
  SSEKMSKeyId: refused("key"),
  SSEKMSEncryptionContext: refused("e30="),
  BucketKeyEnabled: [refused(true), noEffect(false)],
  StorageClass: [refused("GLACIER"), refused("STANDARD_IA"), noEffect("STANDARD")],
  WebsiteRedirectLocation: refused("/elsewhere"),
  ObjectLockMode: refused("GOVERNANCE"),
  ObjectLockRetainUntilDate: refused(future),
  ObjectLockLegalHoldStatus: refused("ON"),
  ObjectLockEventHold: refused("ON"),
  ObjectLockEventHoldDurationDays: refused(1),
  ObjectLockEventHoldDurationYears: refused(1),
};
const written: Members = { ...owned, RequestPayer: noEffect("requester") };
const read: Members = {
  ...object,
  ...versioned,
  ...customerKey,
  IfMatch: obeyed(wrongEtag, 412),
  IfNoneMatch: obeyed("*", 304),
  IfModifiedSince: obeyed(now, 304),
  IfUnmodifiedSince: obeyed(past, 412),
  Range: obeyed("bytes=1-2", { ContentLength: 2, ContentRange: "bytes 1-2/9" }),
  PartNumber: [obeyed(2, 416), obeyed(1, { ContentRange: "bytes 0-8/9" })],
  ChecksumMode: obeyed("ENABLED", { ChecksumCRC64NVME: "rosUhgp5mIg=", ChecksumType: "FULL_OBJECT" }),
  ResponseCacheControl: obeyed("no-store", { CacheControl: "no-store" }),
  ResponseContentDisposition: obeyed("inline", { ContentDisposition: "inline" }),
  ResponseContentEncoding: obeyed("gzip", { ContentEncoding: "gzip" }),
  ResponseContentLanguage: obeyed("ko", { ContentLanguage: "ko" }),
  ResponseContentType: obeyed("text/csv", { ContentType: "text/csv" }),
  ResponseExpires: obeyed(past, { ExpiresString: "Wed, 21 Oct 2015 07:28:00 GMT" }),
};
const source: Members = {
  CopySource: obeyed("member-tests/missing", "NoSuchKey"),
  CopySourceIfMatch: obeyed(wrongEtag, "PreconditionFailed"),
  CopySourceIfNoneMatch: obeyed("*", "PreconditionFailed"),
  CopySourceIfModifiedSince: obeyed(now, "PreconditionFailed"),
  CopySourceIfUnmodifiedSince: obeyed(past, "PreconditionFailed"),
  ExpectedSourceBucketOwner: obeyed("111111111111", "AccessDenied"),
  ...sourceKey,
};
const ofUpload: Members = {
  ...written,
  Key: obeyed("another/key", "NoSuchUpload"),
  UploadId: obeyed("unknown", "NoSuchUpload"),
};
const onHead: Members = { Bucket: obeyed(elsewhere.Bucket, 404), ExpectedBucketOwner: obeyed("111111111111", 403) };
const strange = { Objects: [{ Key: "missing" }] };

/** Of each operation on objects that works. */
export const objectMembers: Readonly<Record<string, Members>> = {
  AbortMultipartUpload: { ...ofUpload, IfMatchInitiatedTime: refused(past) },
  CompleteMultipartUpload: {
    ...ofUpload,
    ...customerKey,
    ...strangeChecksums,
    "MultipartUpload.Parts.ETag": obeyed({ MultipartUpload: { Parts: [{ PartNumber: 1, ETag: "0" }] } }, "InvalidPart"),
    "MultipartUpload.Parts.PartNumber": obeyed(
      { MultipartUpload: { Parts: [{ PartNumber: 2, ETag: "0" }] } },
      "InvalidPart",
    ),
    ...Object.fromEntries(
      ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256", "SHA512", "MD5", "XXHASH64", "XXHASH3", "XXHASH128"].map(
        (name) => [
          `MultipartUpload.Parts.Checksum${name}`,
          obeyed(
            {
              MultipartUpload: {
                Parts: [{ PartNumber: 1, ETag: "25f9e794323b453885f5181f1b624d0b", [`Checksum${name}`]: "AA==" }],
              },
            },
            "InvalidPart",
          ),
        ],
      ),
    ),
    ChecksumCRC32: obeyed("y/Q5Jg==", "InvalidRequest"),
    ChecksumCRC32C: obeyed("4waSgw==", "InvalidRequest"),
    ChecksumCRC64NVME: obeyed("AAAAAAAAAAA=", "BadDigest"),
    ChecksumSHA1: obeyed("98O8HYCOBHMq32eZZczDTKeuNEE=", "InvalidRequest"),
    ChecksumSHA256: obeyed(sha256OfBody, "InvalidRequest"),
    ChecksumType: obeyed("COMPOSITE", "InvalidRequest"),
    MpuObjectSize: [obeyed(10, "InvalidRequest"), noEffect(9)],
    IfMatch: obeyed(wrongEtag, "NoSuchKey"),
    IfNoneMatch: refused(wrongEtag),
  },
  CopyObject: {
    ...written,
    ...inRequestsWith({ MetadataDirective: "REPLACE", TaggingDirective: "REPLACE" }, description),
    ...source,
    Key: obeyedBy("copied/here", "HeadObject", { ContentLength: 9 }, { Key: "copied/here" }),
    ChecksumAlgorithm: [
      obeyed("SHA512", "InvalidRequest"),
      obeyed("SHA1", { CopyObjectResult: { ChecksumSHA1: "98O8HYCOBHMq32eZZczDTKeuNEE=" } }),
    ],
    IfMatch: obeyed(wrongEtag, "NoSuchKey"),
    IfNoneMatch: refused(wrongEtag),
    MetadataDirective: [
      obeyed("OTHER", "InvalidArgument"),
      obeyedBy("REPLACE", "HeadObject", { Metadata: { of: undefined } }),
    ],
    TaggingDirective: [obeyed("OTHER", "InvalidArgument"), obeyedBy("REPLACE", "GetObjectTagging", { TagSet: [] })],
    AnnotationDirective: [refused("EXCLUDE"), noEffect("COPY")],
  },
  CreateMultipartUpload: {
    ...written,
    ...description,
    Key: obeyed("to/this/key", { Key: "to/this/key" }),
    ChecksumAlgorithm: [obeyed("SHA512", "InvalidRequest"), obeyed("SHA1", { ChecksumAlgorithm: "SHA1" })],
    ChecksumType: [
      obeyed("FULL_OBJECT", { ChecksumType: "FULL_OBJECT" }, { ChecksumAlgorithm: "CRC32" }),
      obeyed("FULL_OBJECT", "InvalidRequest", { ChecksumAlgorithm: "SHA1" }),
      obeyed("COMPOSITE", "InvalidRequest", { ChecksumAlgorithm: "CRC64NVME" }),
      obeyed("COMPOSITE", "InvalidRequest"),
      obeyed("OTHER", "InvalidRequest", { ChecksumAlgorithm: "CRC32" }),
    ],
  },
  DeleteObject: {
    ...owned,
    ...versioned,
    Key: obeyed("missing", "NoSuchKey", { IfMatch: "*" }),
    RequestPayer: noEffect("requester"),
    MFA: refused("serial 123456"),
    BypassGovernanceRetention: refused(true),
    IfMatch: [obeyed(wrongEtag, "PreconditionFailed"), obeyed("*", "NoSuchKey", { Key: "missing" })],
    IfMatchLastModifiedTime: refused(past),
    IfMatchSize: refused(99),
  },
  DeleteObjects: {
    ...owned,
    RequestPayer: noEffect("requester"),
    MFA: refused("serial 123456"),
    BypassGovernanceRetention: refused(true),
    ...algorithm,
    "Delete.Objects.Key": obeyed({ Delete: strange }, { Deleted: [{ Key: "missing" }] }),
    "Delete.Objects.VersionId": obeyed(
      { Delete: { Objects: [{ Key: "missing", VersionId: "abc" }] } },
      {
        Errors: [
          {
            Key: "missing",
            VersionId: "abc",
            Code: "NoSuchVersion",
            Message: "The specified version does not exist.",
          },
        ],
      },
    ),
    "Delete.Objects.ETag": obeyed(
      { Delete: { Objects: [{ Key: "missing", ETag: wrongEtag }] } },
      { Errors: [{ Key: "missing", Code: "NoSuchKey", Message: "The specified key does not exist." }] },
    ),
    "Delete.Objects.LastModifiedTime": refused({ Delete: { Objects: [{ Key: "missing", LastModifiedTime: past }] } }),
    "Delete.Objects.Size": refused({ Delete: { Objects: [{ Key: "missing", Size: 99 }] } }),
    "Delete.Quiet": obeyed({ Delete: { ...strange, Quiet: true } }, { Deleted: undefined }),
  },
  DeleteObjectTagging: { ...owned, ...versioned, Key: object.Key as never },
  GetObject: read,
  GetObjectAcl: { ...object, ...versioned },
  GetObjectAttributes: {
    ...object,
    ...versioned,
    ...customerKey,
    ObjectAttributes: obeyed(["ObjectSize"], { ObjectSize: 9 }),
    MaxParts: obeyed(0, { ObjectParts: { MaxParts: 0, Parts: undefined } }),
    PartNumberMarker: obeyed("x", "InvalidArgument"),
  },
  GetObjectTagging: { ...object, ...versioned },
  HeadObject: { ...read, ...onHead, Key: obeyed("missing/key", 404) },
  ListParts: {
    ...ofUpload,
    ...customerKey,
    MaxParts: obeyed(0, { Parts: undefined }),
    PartNumberMarker: obeyed("1", { Parts: undefined }),
  },
  PutObject: {
    ...written,
    ...description,
    ...checksums,
    Key: obeyedBy("put/here", "HeadObject", { ContentLength: 9 }, { Key: "put/here" }),
    Body: obeyedBy("short", "HeadObject", { ContentLength: 5 }),
    ContentLength: obeyed(5 * 1024 ** 3 + 1, "EntityTooLarge"),
    IfMatch: obeyed(wrongEtag, "NoSuchKey"),
    IfNoneMatch: refused(wrongEtag),
    WriteOffsetBytes: refused(0),
  },
  PutObjectTagging: {
    ...document,
    ...md5,
    ...versioned,
    Key: object.Key as never,
    RequestPayer: noEffect("requester"),
    "Tagging.TagSet.Key": obeyed({ Tagging: { TagSet: [{ Key: "aws:a", Value: "b" }] } }, "InvalidTag"),
    "Tagging.TagSet.Value": obeyed({ Tagging: { TagSet: [{ Key: "a", Value: "!" }] } }, "InvalidTag"),
  },
  UploadPart: {
    ...ofUpload,
    ...customerKey,
    ...checksums,
    Body: obeyed(`${body}!`, { ETag: '"2045e3295067d5767de71e262776b581"' }),
    ContentLength: obeyed(5 * 1024 ** 3 + 1, "EntityTooLarge"),
    PartNumber: obeyed(10_001, "InvalidArgument"),
  },
  UploadPartCopy: {
    ...ofUpload,
    ...customerKey,
    ...source,
    CopySourceRange: [obeyed("bytes=0-99", "InvalidArgument"), obeyed("0-1", "InvalidArgument")],
    PartNumber: obeyed(10_001, "InvalidArgument"),
  },
};
