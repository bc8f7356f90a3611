import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { GlueServiceException } from "@aws-sdk/client-glue";
import { NoSuchBucket, NoSuchKey, S3ServiceException } from "@aws-sdk/client-s3";
import { type ErrorKind, explainError, JobRunFailed, NoAwsChosen, QueryFailed, WaitTimeout } from "./errors";

const glueError = (name: string, message: string) =>
  new GlueServiceException({ name, message, $fault: "client", $metadata: {} });

const cases: readonly (readonly [ErrorKind, unknown])[] = [
  [
    "permission",
    new S3ServiceException({ name: "AccessDenied", message: "Access Denied", $fault: "client", $metadata: {} }),
  ],
  ["permission", glueError("AccessDeniedException", "User: … is not authorized to perform: glue:CreateCrawler")],
  ["permission", new QueryFailed("q", "FAILED", "Insufficient Lake Formation permission(s) on quality_lab")],
  ["data", new QueryFailed("q", "FAILED", "HIVE_BAD_DATA: Error parsing field value '80 mm' for field 5")],
  ["data", new JobRunFailed("j", "r", "FAILED", "JobError: a column is missing", [])],
  ["data", new QueryFailed("q", "FAILED", "INVALID_CAST_ARGUMENT: Cannot cast '80 mm' to DOUBLE")],
  ["data", new QueryFailed("q", "FAILED", "INVALID_FUNCTION_ARGUMENT: Latitude must be between -90 and 90")],
  ["configuration", new NoSuchBucket({ message: "The specified bucket does not exist", $metadata: {} })],
  ["configuration", new NoSuchKey({ message: "The specified key does not exist.", $metadata: {} })],
  ["configuration", glueError("EntityNotFoundException", "Crawler quality-lab-raw not found.")],
  ["configuration", new QueryFailed("q", "FAILED", "TABLE_NOT_FOUND: line 1:15: Table 'x' does not exist")],
  [
    "configuration",
    new QueryFailed(
      "q",
      "FAILED",
      "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved or requester is not authorized",
    ),
  ],
  [
    "configuration",
    new JobRunFailed("j", "r", "FAILED", "AnalysisException: [PATH_NOT_FOUND] Path does not exist: s3://b/x.", [
      "java.io.FileNotFoundException: The specified key does not exist (NoSuchKey): s3://b/x",
    ]),
  ],
  ["configuration", new NoAwsChosen("No embedded AWS runs.")],
  ["resource", glueError("ConcurrentRunsExceededException", "Concurrent runs exceeded for job")],
  ["resource", glueError("CrawlerRunningException", "Crawler with name quality-lab-raw has already started")],
  ["resource", new QueryFailed("q", "FAILED", "EXCEEDED_MEMORY_LIMIT: Query exceeded per-node memory limit")],
  ["resource", new JobRunFailed("j", "r", "FAILED", "failed", ["java.lang.OutOfMemoryError: Java heap space"])],
  ["resource", Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:4566"), { code: "ECONNREFUSED" })],
  ["resource", new AggregateError([Object.assign(new Error("connect"), { code: "ECONNREFUSED" })])],
  ["resource", new WaitTimeout("the query q", 600)],
];

describe("errors are sorted as the lesson sorts them", () => {
  for (const [kind, error] of cases) {
    test(`${kind}: ${String(error)}`, () => {
      const explained = explainError(error);
      assert.equal(explained.kind, kind);
      assert.ok(explained.detail.length > 0);
      assert.ok(explained.checkNext.length > 0);
    });
  }
});

test("the detail names AWS's error code and keeps its words", () => {
  assert.equal(
    explainError(glueError("EntityNotFoundException", "Database x not found.")).detail,
    "EntityNotFoundException: Database x not found.",
  );
});

test("a failed query points at the place in its SQL", () => {
  const { checkNext } = explainError(
    new QueryFailed("q", "FAILED", "COLUMN_NOT_FOUND: line 3:8: Column 'y' cannot be resolved"),
  );
  assert.match(checkNext[0] ?? "", /line 3, column 8/);
});
