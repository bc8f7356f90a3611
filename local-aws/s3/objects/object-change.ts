import type { Bucket } from "../buckets/bucket";

/** What can happen to an object here, by S3's names of it. */
export type ObjectEventName =
  | "ObjectCreated:Put"
  | "ObjectCreated:Copy"
  | "ObjectCreated:CompleteMultipartUpload"
  | "ObjectRemoved:Delete"
  | "ObjectTagging:Put"
  | "ObjectTagging:Delete";

/** The request that changes an object. */
export interface Cause {
  readonly requestId: string;
  readonly sourceAddress: string;
}

/** What has happened to an object. */
export interface ObjectChange {
  readonly event: ObjectEventName;
  readonly key: string;
  /** In bytes; not of one that is gone. */
  readonly size?: number;
  /** Without quotes; not of one that is gone. */
  readonly etag?: string;
  /** Undefined where a service here did it, without a request. */
  readonly cause: Cause | undefined;
}

/** Whom a bucket is to tell of changes. */
export interface Addressee {
  readonly kind: "Queue" | "Topic" | "CloudFunction";
  readonly arn: string;
}

/** Who is told of all changes, and tells others. */
export interface ObjectWatcher {
  /** Called once the change can be seen. */
  changed(bucket: Bucket, change: ObjectChange): void;
  /** Called when a bucket has got another notification configuration. */
  configured(bucket: string): void;
  /**
   * Looks whether those are there whom a bucket is to tell: queues and topics get a test event.
   *
   * @throws `InvalidArgument`
   */
  checkDestinations(bucket: string, addressees: readonly Addressee[], cause: Cause, region: string): Promise<void>;
}
