import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { TestClient } from "../testing/test-client";

const bucket = "result-reuse";
let client: TestClient;

before(async () => {
  client = await TestClient.borrow(bucket);
  await client.put("numbers/a.csv", "1\n2\n3\n");
  await client.run(`CREATE EXTERNAL TABLE numbers (n int) LOCATION 's3://${bucket}/numbers/'`);
});

after(() => client.close());

const reuse = (MaxAgeInMinutes: number) => ({
  ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes } },
});

test("a result is reused: nothing is scanned, the earlier file answers", async () => {
  const sql = "SELECT sum(n) AS total FROM numbers";
  const first = await client.run(sql);
  const again = await client.run(sql, reuse(60));
  assert.notEqual(again.QueryExecutionId, first.QueryExecutionId);
  assert.equal(again.Statistics?.ResultReuseInformation?.ReusedPreviousResult, true);
  assert.equal(again.Statistics?.DataScannedInBytes, 0);
  assert.equal(again.ResultConfiguration?.OutputLocation, first.ResultConfiguration?.OutputLocation);
  assert.deepEqual(await client.rows(sql, reuse(60)), [["total"], ["6"]]);
});

test("a result is not reused where anything differs, is too old, or is gone", async () => {
  const sql = "SELECT max(n) AS top FROM numbers WHERE n < ?";
  const input = { ExecutionParameters: ["3"], ...reuse(60) };
  const reused = async (text: string, more: Parameters<TestClient["run"]>[1]) =>
    (await client.run(text, more)).Statistics?.ResultReuseInformation?.ReusedPreviousResult;
  const first = await client.run(sql, input);
  assert.equal(await reused(sql, input), true);
  assert.equal(await reused(sql, { ...input, ResultReuseConfiguration: undefined }), false);
  assert.equal(await reused(sql, { ...input, ...reuse(0) }), false);
  assert.equal(await reused(sql, { ...input, ExecutionParameters: ["2"] }), false);
  assert.equal(await reused(sql.replace("top", "most"), input), false);
  const elsewhere = { OutputLocation: "s3://result-reuse/elsewhere/" };
  assert.equal(await reused(sql, { ...input, ResultConfiguration: elsewhere }), false);
  const context = { QueryExecutionContext: { Database: "default" } };
  assert.equal(await reused(sql.replace("numbers", "test_db.numbers"), { ...input, ...context }), false);
  const again = await client.run("SELECT min(n) FROM numbers");
  const Key = again.ResultConfiguration?.OutputLocation?.replace("s3://result-reuse/", "");
  await client.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  assert.equal(await reused("SELECT min(n) FROM numbers", reuse(60)), false);
  assert.equal(first.Statistics?.ResultReuseInformation?.ReusedPreviousResult, false);
});

test("the age of a result that may be reused is at most a week", async () => {
  await assert.rejects(client.start("SELECT 1", reuse(10_081)), {
    name: "InvalidRequestException",
    message: /maxAgeInMinutes.* Member must have value less than or equal to 10080/,
  });
});
