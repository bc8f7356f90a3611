import type { ServiceMetrics } from "../../integration/service-metrics";
import type { ObjectStore } from "./object-store";

/**
 * Puts the metrics that S3 publishes of each bucket once a day.
 *
 * @param day Its begin.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
 */
export async function putStorageMetrics(objects: ObjectStore, metrics: ServiceMetrics, day: Date): Promise<void> {
  for (const BucketName of objects.bucketNames()) {
    const found = await objects.list(BucketName, "");
    const bytes = found.reduce((sum, { size }) => sum + size, 0);
    const common = { namespace: "AWS/S3", time: day };
    metrics.put({
      ...common,
      name: "BucketSizeBytes",
      dimensions: { BucketName, StorageType: "StandardStorage" },
      value: bytes,
      unit: "Bytes",
    });
    metrics.put({
      ...common,
      name: "NumberOfObjects",
      dimensions: { BucketName, StorageType: "AllStorageTypes" },
      value: found.length,
      unit: "Count",
    });
  }
}
