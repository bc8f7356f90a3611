import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Integration } from "../../integration/integration";
import { getMetricStatistics } from "../../monitoring/operations/get-metric-statistics";
import { monitoringService } from "../../monitoring/service";
import { ObjectStore } from "./object-store";
import { putStorageMetrics } from "./storage-metrics";

test("each bucket has its size and its number of objects once a day, also after a restart", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "storage-metrics-"));
  let now = Date.UTC(2026, 10, 28, 9, 30);
  const objects = new ObjectStore(dataDir);
  const open = () => {
    const integration = new Integration(dataDir);
    const daily = (day: Date) => putStorageMetrics(objects, integration.metrics, day);
    return monitoringService({ dataDir, integration, daily, now: () => now });
  };
  objects.createBucket("parts");
  objects.createBucket("empty");
  await objects.put("parts", "a.csv", Buffer.from("12345"));
  await objects.put("parts", "b/c.csv", Buffer.from("123"));
  let service = open();
  await service.everyMinute();
  await objects.put("parts", "d.csv", Buffer.from("1"));
  now += 60_000;
  await service.everyMinute();
  await service.close();
  service = open();
  await service.everyMinute();
  now += 86_400_000;
  await service.everyMinute();
  const values = (BucketName: string, MetricName: string, StorageType: string) => {
    const Dimensions = Object.entries({ BucketName, StorageType }).map(([Name, Value]) => ({ Name, Value }));
    const span = { StartTime: new Date("2026-11-28"), EndTime: new Date("2026-11-30"), Period: 86_400 };
    const asked = { Namespace: "AWS/S3", MetricName, Dimensions, ...span, Statistics: ["Sum" as const] };
    return getMetricStatistics(service.context, asked).Datapoints?.map(({ Sum, Unit }) => `${Sum} ${Unit}`);
  };
  assert.deepEqual(values("parts", "BucketSizeBytes", "StandardStorage"), ["8 Bytes", "9 Bytes"]);
  assert.deepEqual(values("parts", "NumberOfObjects", "AllStorageTypes"), ["2 Count", "3 Count"]);
  assert.deepEqual(values("empty", "NumberOfObjects", "AllStorageTypes"), ["0 Count", "0 Count"]);
  await service.close();
  rmSync(dataDir, { recursive: true });
});
