import { configurationXml, readConfiguration } from "../notifications/notification-configuration";
import type { ObjectStore } from "../objects/object-store";
import { receiveText } from "../request/request-body";
import { causeOf, type S3Request } from "../request/s3-request";
import type { S3Response } from "../response/s3-response";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
export async function putBucketNotification(objects: ObjectStore, request: S3Request): Promise<S3Response> {
  const { bucket, headers, context } = request;
  const settings = objects.settings(bucket);
  const configuration = readConfiguration(await receiveText(objects, request));
  if (headers.skipDestinationValidation?.toLowerCase() !== "true") {
    await objects.watcher?.checkDestinations(bucket, configuration.destinations, causeOf(request), context.region);
  }
  const all = settings.read();
  const notification = configurationXml(configuration);
  settings.write({ ...all, configurations: { ...all.configurations, notification } });
  objects.watcher?.configured(bucket);
  return {};
}
