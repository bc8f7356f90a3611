import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateBucketCommand, DeleteBucketCommand, DeleteObjectCommand } from "@aws-sdk/client-s3";
import { TestClient } from "../testing/test-client";

const bucket = "starts";
let client: TestClient;

before(async () => {
  client = await TestClient.borrow(bucket);
});

after(() => client.close());

test("requests that cannot be are refused", async () => {
  const refused = (sql: string, input: Parameters<TestClient["run"]>[1], message: RegExp) =>
    assert.rejects(client.start(sql, input), { name: "InvalidRequestException", message });
  await refused("SELECT 1", { ClientRequestToken: "short" }, /clientRequestToken/);
  await refused("SELECT 1", { ExecutionParameters: [] }, /executionParameters/);
  await refused("SELECT 1", { QueryExecutionContext: { Catalog: "mysql" } }, /DataCatalog mysql was not found/);
  await refused("SELECT 1", { WorkGroup: "none" }, /WorkGroup is not found/);
  await refused("SELECT 1", { ResultConfiguration: { OutputLocation: "file:///tmp" } }, /not a valid S3 path/);
  await refused("  ", {}, /empty/);
  await refused(`SELECT '${"x".repeat(262_144)}'`, {}, /maximum allowed length of 262144/);
});

test("without an output location nothing starts", async () => {
  await assert.rejects(client.start("SELECT 1", { ResultConfiguration: {} }), /No output location provided/);
  await assert.rejects(
    client.start("SELECT 1", { ResultConfiguration: { OutputLocation: "s3://no-such-bucket/x/" } }),
    /Unable to verify\/create output bucket no-such-bucket/,
  );
});

test("what does not parse is refused at once, with the place in its own lines", async () => {
  const malformed = (sql: string, message: RegExp) =>
    assert.rejects(client.start(sql), {
      name: "InvalidRequestException",
      AthenaErrorCode: "MALFORMED_QUERY",
      message,
    });
  await malformed("SELECT\n  a,\n  FROM numbers", /^line 3:3: mismatched input 'FROM'\. Expecting: /);
  await malformed("SELEC 1", /^line 1:1: mismatched input 'SELEC'\. Expecting: 'ALTER', /);
  await malformed("SELECT 1; SELECT 2", /^Only one sql statement is allowed\. Got: SELECT 1; SELECT 2$/);
  await malformed(
    "SELECT 1; -- and a comment",
    /^Only one sql statement is allowed\. Got: SELECT 1; -- and a comment$/,
  );
  await malformed(" ; ", /^Empty sql statement: {2};$/);
  await malformed("GRANT SELECT ON numbers TO ROLE x", /^Queries of this type are not supported$/);
});

test("what is not supported says so, and so do two statements", async () => {
  await assert.rejects(client.start("GRANT SELECT ON parts TO x"), /Queries of this type are not supported/);
  await assert.rejects(
    client.start("SELECT 1; SELECT 2"),
    /Only one sql statement is allowed. Got: SELECT 1; SELECT 2/,
  );
});

test("the text of a query is kept without the blanks and semicolons around it, its context as it was given", async () => {
  const QueryExecutionContext = { Catalog: "AwsDataCatalog", Database: "Test_DB" };
  const { Query, QueryExecutionContext: kept } = await client.run("\n SELECT 1 ;; ", { QueryExecutionContext });
  assert.deepEqual([Query, kept], ["SELECT 1", { Catalog: "awsdatacatalog", Database: "Test_DB" }]);
  const { QueryExecutionContext: none } = await client.run("SELECT 1", { QueryExecutionContext: undefined });
  assert.deepEqual(none ?? {}, {});
});

test("the same client request token starts a query once", async () => {
  const ClientRequestToken = "token-0123456789-0123456789-0123456789";
  const first = await client.start("SELECT 1", { ClientRequestToken });
  assert.equal(await client.start("SELECT 1", { ClientRequestToken }), first);
  await assert.rejects(client.start("SELECT 2", { ClientRequestToken }), /Idempotent parameters do not match/);
});

test("the same request is the same query, whatever has become of its bucket", async () => {
  const bucket = "starts-once";
  await client.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const ResultConfiguration = { OutputLocation: `s3://${bucket}/` };
  const ClientRequestToken = "0123456789abcdef0123456789abcdef";
  const started = await client.start("SELECT 1", { ClientRequestToken, ResultConfiguration });
  await client.end(started);
  await client.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: `${started}.csv` }));
  await client.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: `${started}.csv.metadata` }));
  await client.s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  assert.equal(await client.start("SELECT 1", { ClientRequestToken, ResultConfiguration }), started);
  for (const more of [
    { QueryString: "SELECT 2" },
    { ExecutionParameters: ["1"] },
    { QueryExecutionContext: { Database: "default" } },
  ]) {
    const other = client.start("SELECT 1", { ClientRequestToken, ResultConfiguration, ...more });
    await assert.rejects(other, /Idempotent parameters do not match/);
  }
});
