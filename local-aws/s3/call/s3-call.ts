import { closeSync, readSync } from "node:fs";
import { AwsError } from "../../protocol/aws-error";
import type { RequestContext, Service } from "../../protocol/service";
import type { ObjectStore } from "../objects/object-store";
import { parseXml } from "../request/parse-xml";
import type { S3Response } from "../response/s3-response";
import { findRoute } from "../routes";
import { type CallRoute, callRequest } from "./call-request";

type Output = Readonly<Record<string, unknown>>;

const conditions = {
  IfMatch: "if-match",
  IfNoneMatch: "if-none-match",
  IfModifiedSince: "if-modified-since",
  IfUnmodifiedSince: "if-unmodified-since",
};
const written = {
  ...{ CacheControl: "cache-control", ContentDisposition: "content-disposition", ContentEncoding: "content-encoding" },
  ...{ ContentLanguage: "content-language", ContentType: "content-type", Tagging: "x-amz-tagging", ACL: "x-amz-acl" },
  ServerSideEncryption: "x-amz-server-side-encryption",
};
const listing = { Prefix: "prefix", Delimiter: "delimiter", MaxKeys: "max-keys", EncodingType: "encoding-type" };

/** The operations that other services call, and how their input goes into a request. */
const calls: Readonly<Record<string, CallRoute>> = {
  CopyObject: {
    method: "PUT",
    headers: {
      ...written,
      CopySource: "x-amz-copy-source",
      MetadataDirective: "x-amz-metadata-directive",
      TaggingDirective: "x-amz-tagging-directive",
    },
  },
  CreateBucket: { method: "PUT", body: { member: "CreateBucketConfiguration", element: "CreateBucketConfiguration" } },
  DeleteBucket: { method: "DELETE" },
  DeleteObject: { method: "DELETE" },
  DeleteObjects: { method: "POST", subresource: "delete", body: { member: "Delete", element: "Delete" } },
  GetBucketLocation: { method: "GET", subresource: "location" },
  GetObject: { method: "GET", headers: { ...conditions, Range: "range" } },
  GetObjectTagging: { method: "GET", subresource: "tagging" },
  HeadBucket: { method: "HEAD" },
  HeadObject: { method: "HEAD", headers: conditions },
  ListBuckets: { method: "GET" },
  ListObjects: { method: "GET", query: { ...listing, Marker: "marker" } },
  ListObjectsV2: {
    method: "GET",
    subresource: "list-type",
    query: {
      ...{ ...listing, ContinuationToken: "continuation-token", StartAfter: "start-after" },
      FetchOwner: "fetch-owner",
    },
  },
  PutObject: { method: "PUT", headers: { ...written, ...conditions }, body: { member: "Body" } },
  PutObjectTagging: { method: "PUT", subresource: "tagging", body: { member: "Tagging", element: "Tagging" } },
};

/** Elements that stand for lists, which may have one item or none, and where their items are in an element of their own. */
const lists: Readonly<Record<string, string>> = {
  Contents: "",
  CommonPrefixes: "",
  Deleted: "",
  Error: "",
  Buckets: "Bucket",
  TagSet: "Tag",
};
const numbers = new Set(["Size", "MaxKeys", "KeyCount"]);
const truths = new Set(["IsTruncated"]);
const dates = new Set(["LastModified", "CreationDate"]);
/** What is read of an object for another service: what passes through a state machine is shorter. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Carries out operations of S3 for other services, with inputs and outputs as AWS's SDKs have them: it goes the way of a
 * request.
 *
 * @throws AwsError As a client would get it.
 */
export function s3Call(objects: ObjectStore): NonNullable<Service["call"]> {
  return async (operation, input, context: RequestContext) => {
    const route = Object.hasOwn(calls, operation) ? calls[operation] : undefined;
    if (route === undefined) {
      throw new AwsError("NotImplemented", `The embedded AWS cannot call s3:${operation} from inside.`, 501);
    }
    const request = callRequest(operation, route, input, context);
    const { run } = findRoute(request);
    return outputOf(operation, await run(objects, request, { ...context, operation }));
  };
}

function outputOf(operation: string, { headers = {}, file, xml }: S3Response): Output {
  const output: Record<string, unknown> = { ...headerMembers(headers) };
  if (file !== undefined) {
    output.Body = bytesOf(file);
    output.ContentLength = file.length;
  }
  if (xml !== undefined) {
    const root = /<(\w+)[ >]/.exec(xml.replace(/^<\?.*?\?>/, ""))?.[1] ?? "";
    const members = membersOf(parseXml(xml, root)) as Output;
    Object.assign(output, operation === "CopyObject" ? { CopyObjectResult: members } : members);
  }
  return output;
}

const headerNames: Readonly<Record<string, string>> = {
  "cache-control": "CacheControl",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  "content-length": "ContentLength",
  "content-range": "ContentRange",
  "content-type": "ContentType",
  etag: "ETag",
  "last-modified": "LastModified",
  location: "Location",
  "x-amz-server-side-encryption": "ServerSideEncryption",
};

function headerMembers(headers: NonNullable<S3Response["headers"]>): Output {
  const members: Record<string, unknown> = {};
  const metadata: Record<string, unknown> = {};
  for (const [header, value] of Object.entries(headers)) {
    const name = headerNames[header.toLowerCase()];
    if (value !== undefined && name !== undefined) {
      members[name] = name === "LastModified" ? new Date(value) : name === "ContentLength" ? Number(value) : value;
    } else if (value !== undefined && header.startsWith("x-amz-meta-")) {
      metadata[header.slice("x-amz-meta-".length)] = value;
    }
  }
  return { ...members, ...(Object.keys(metadata).length > 0 && { Metadata: metadata }) };
}

function bytesOf({ descriptor, start, length }: NonNullable<S3Response["file"]>): Buffer {
  try {
    if (length > mostBytes) {
      throw new AwsError(
        "EntityTooLarge",
        `The embedded AWS reads at most ${mostBytes} bytes of an object from inside.`,
      );
    }
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length; ) {
      const read = readSync(descriptor, bytes, done, length - done, start + done);
      if (read === 0) {
        return bytes.subarray(0, done);
      }
      done += read;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

/** An XML element's content as the SDKs have it. */
function membersOf(content: unknown): unknown {
  if (typeof content !== "object" || content === null) {
    return content;
  }
  return Object.fromEntries(
    Object.entries(content)
      .filter(([name]) => !name.startsWith("@"))
      .map(([name, value]) => [name === "Error" ? "Errors" : name, memberOf(name, value)]),
  );
}

function memberOf(name: string, value: unknown): unknown {
  const item = lists[name];
  if (item !== undefined) {
    const found = item === "" ? value : (value as Output | undefined)?.[item];
    const items = Array.isArray(found) ? found : found === undefined || found === "" ? [] : [found];
    return items.map(membersOf);
  }
  if (numbers.has(name)) {
    return Number(value);
  }
  if (truths.has(name)) {
    return value === "true";
  }
  return dates.has(name) ? new Date(String(value)) : membersOf(value);
}
