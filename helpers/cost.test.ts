import assert from "node:assert/strict";
import { test } from "node:test";
import {
  athenaCost,
  crawlCost,
  formatDollars,
  glueDpuSeconds,
  glueJobCost,
  s3RequestCost,
  s3StorageCost,
} from "./cost";

const near = (found: number, wanted: number) => assert.ok(Math.abs(found - wanted) < 1e-12, `${found}, not ${wanted}`);

test("Athena: $5 for a terabyte, 10 MB at least, DDL free", () => {
  near(athenaCost(1e12), 5);
  near(athenaCost(1), 0.00005);
  near(athenaCost(10_000_000), 0.00005);
  near(athenaCost(20_000_000), 0.0001);
  assert.equal(athenaCost(0), 0);
});

test("Glue job: AWS's own example, 15 minutes on 6 DPUs, is $0.66; a minute is the least", () => {
  near(glueJobCost(6, 900), 0.66);
  near(glueJobCost(2, 7), (2 * 60 * 0.44) / 3_600);
  assert.equal(glueDpuSeconds(2, 7), 120);
  assert.equal(glueDpuSeconds(2, 90), 180);
});

test("crawl: AWS's own example, 30 minutes with 2 DPUs, is $0.44; ten minutes are the least", () => {
  near(crawlCost(1_800), 0.44);
  near(crawlCost(3), crawlCost(600));
});

test("S3: requests and storage", () => {
  near(s3RequestCost({ puts: 1_000, gets: 10_000 }), 0.009);
  near(s3StorageCost(100 * 2 ** 30), 2.3);
});

test("dollars are shown with the digits that count", () => {
  assert.deepEqual([0, 0.00005, 0.0146666, 0.1466, 0.5, 0.996, 12.345].map(formatDollars), [
    "$0",
    "$0.000050",
    "$0.015",
    "$0.15",
    "$0.50",
    "$1.00",
    "$12.35",
  ]);
});
