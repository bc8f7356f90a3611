import type { ServiceEvent } from "../../integration/service-events";
import type { Cause, ObjectChange, ObjectEventName } from "../objects/object-change";
import { owner } from "../response/owner";

/** A change with what both kinds of events need. */
export interface ToldChange extends ObjectChange {
  readonly bucket: string;
  readonly region: string;
  readonly accountId: string;
  readonly time: Date;
  readonly cause: Cause;
}

let last = 0n;

/** Hex digits that are greater for what happens later to the same key. */
export function nextSequencer(time: Date): string {
  const now = BigInt(time.getTime()) << 20n;
  last = now > last ? now : last + 1n;
  return last.toString(16).toUpperCase().padStart(18, "0");
}

/** As in a form: a space is a plus. */
const encodedKey = (key: string): string =>
  encodeURIComponent(key)
    .replaceAll("%20", "+")
    .replaceAll("%2F", "/")
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * What queues, topics and functions get.
 *
 * @param configurationId The id of the bucket's setting that asks for it.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function notificationBody(change: ToldChange, configurationId: string, sequencer: string): string {
  const { event, key, size, etag, bucket, region, accountId, time, cause } = change;
  const isTagging = event.startsWith("ObjectTagging");
  const record = {
    eventVersion: isTagging ? "2.3" : "2.1",
    eventSource: "aws:s3",
    awsRegion: region,
    eventTime: time.toISOString(),
    eventName: event,
    userIdentity: { principalId: `AWS:${accountId}` },
    requestParameters: { sourceIPAddress: cause.sourceAddress },
    responseElements: { "x-amz-request-id": cause.requestId, "x-amz-id-2": "embedded-aws" },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId,
      bucket: { name: bucket, ownerIdentity: { principalId: owner.ID }, arn: `arn:aws:s3:::${bucket}` },
      object: {
        key: encodedKey(key),
        ...(!isTagging && size !== undefined && { size }),
        ...(etag !== undefined && { eTag: etag }),
        ...(!isTagging && { sequencer }),
      },
    },
  };
  return JSON.stringify({ Records: [record] });
}

/** What a queue or topic gets when a bucket begins to tell it something. */
export function testBody(bucket: string, { requestId }: Cause): string {
  const Time = new Date().toISOString();
  const about = { Service: "Amazon S3", Event: "s3:TestEvent", Time, Bucket: bucket };
  return JSON.stringify({ ...about, RequestId: requestId, HostId: "embedded-aws" });
}

const reasons: Readonly<Record<ObjectEventName, { readonly detailType: string; readonly reason?: string }>> = {
  "ObjectCreated:Put": { detailType: "Object Created", reason: "PutObject" },
  "ObjectCreated:Copy": { detailType: "Object Created", reason: "CopyObject" },
  "ObjectCreated:CompleteMultipartUpload": { detailType: "Object Created", reason: "CompleteMultipartUpload" },
  "ObjectRemoved:Delete": { detailType: "Object Deleted", reason: "DeleteObject" },
  "ObjectTagging:Put": { detailType: "Object Tags Added" },
  "ObjectTagging:Delete": { detailType: "Object Tags Deleted" },
};

/**
 * What EventBridge gets.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function bridgeEvent(change: ToldChange, sequencer: string): ServiceEvent {
  const { event, key, size, etag, bucket, region, accountId, time, cause } = change;
  const { detailType, reason } = reasons[event];
  const isTagging = reason === undefined;
  const detail = {
    version: "0",
    bucket: { name: bucket },
    object: {
      key,
      ...(!isTagging && size !== undefined && { size }),
      ...(etag !== undefined && { etag }),
      ...(!isTagging && { sequencer }),
    },
    "request-id": cause.requestId,
    requester: accountId,
    "source-ip-address": cause.sourceAddress,
    ...(reason !== undefined && { reason }),
    ...(event === "ObjectRemoved:Delete" && { "deletion-type": "Permanently Deleted" }),
  };
  return { source: "aws.s3", detailType, detail, resources: [`arn:aws:s3:::${bucket}`], time, region };
}
