import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  DescribeMapRunCommand,
  DescribeStateMachineForExecutionCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
} from "@aws-sdk/client-sfn";
import { clientOptions } from "../../testing/client-options";
import { inShort, StatesLab } from "../testing/states-lab";

// Map states whose iterations are executions of their own, over items in S3.

const lab = new StatesLab();
const Bucket = "items-bucket";
let s3: S3Client;

before(async () => {
  await lab.start();
  s3 = new S3Client({ ...clientOptions(lab.url), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  await put("rows.csv", '\uFEFFid;name\n1;"a;""b"""\n2;c\n\n3;"d\ne"\n');
  await put("rows.json", JSON.stringify({ meta: 1, list: [{ id: 1 }, { id: 2 }, { id: 3 }] }));
  await put("rows.jsonl", '{"id":1}\n{"id":2}\n');
  await put("twice.csv", "a,a\n1,2\n");
  for (const key of ["in/a", "in/b"]) {
    await put(key, "text");
  }
});
after(() => lab.end());

const pass = { StartAt: "I", States: { I: { Type: "Pass", End: true } } };
const map = (more: object, processor: object = pass, ExecutionType = "STANDARD") => ({
  StartAt: "M",
  States: {
    M: {
      Type: "Map",
      ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType }, ...processor },
      End: true,
      ...more,
    },
  },
});
const reader = (Key: string, ReaderConfig: object) => ({
  ItemReader: { Resource: "arn:aws:states:::s3:getObject", ReaderConfig, Parameters: { Bucket, Key } },
});

test("items of CSV, JSON, JSON Lines and listings", async () => {
  const csv = await lab.run(
    map(reader("rows.csv", { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", CSVDelimiter: "SEMICOLON" })),
  );
  assert.deepEqual(csv.value, [
    { id: "1", name: 'a;"b"' },
    { id: "2", name: "c" },
    { id: "3", name: "d\ne" },
  ]);
  assert.deepEqual(inShort(csv.events), [
    ...["1<-0 ExecutionStarted", "2<-0 MapStateEntered", "3<-2 MapStateStarted", "4<-3 MapRunStarted"],
    ...["5<-4 MapRunSucceeded", "6<-5 MapStateSucceeded", "7<-5 MapStateExited", "8<-7 ExecutionSucceeded"],
  ]);
  assert.equal(csv.events[2]?.mapStateStartedEventDetails?.length, 0);
  const given = {
    InputType: "CSV",
    CSVHeaderLocation: "GIVEN",
    CSVHeaders: ["x", "y"],
    CSVDelimiter: "SEMICOLON",
    MaxItems: 2,
  };
  assert.deepEqual((await lab.run(map(reader("rows.csv", given)))).value, [
    { x: "id", y: "name" },
    { x: "1", y: 'a;"b"' },
  ]);
  const json = await lab.run(
    map(reader("rows.json", { InputType: "JSON", ItemsPointer: "/list", MaxItemsPath: "$.most" })),
    { most: 2 },
  );
  assert.deepEqual(json.value, [{ id: 1 }, { id: 2 }]);
  const object = await lab.run(map(reader("rows.json", { InputType: "JSON" })));
  assert.deepEqual((object.value as unknown[])[0], { Key: "meta", Value: 1 });
  assert.deepEqual((await lab.run(map(reader("rows.jsonl", { InputType: "JSONL" }), pass, "EXPRESS"))).value, [
    { id: 1 },
    { id: 2 },
  ]);
  const listed = await lab.run(
    map({
      ItemReader: { Resource: "arn:aws:states:::s3:listObjectsV2", Parameters: { Bucket, Prefix: "in/" } },
      ItemSelector: { "key.$": "$$.Map.Item.Value.Key", "size.$": "$$.Map.Item.Value.Size" },
    }),
  );
  assert.deepEqual(listed.value, [
    { key: "in/a", size: 4 },
    { key: "in/b", size: 4 },
  ]);
});

test("what cannot be read fails the map run, and can be caught", async () => {
  const twice = await lab.run(map(reader("twice.csv", { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" })));
  assert.deepEqual([twice.error, twice.cause], ["States.ItemReaderFailed", "CSV headers cannot contain duplicates."]);
  assert.deepEqual(twice.events.find(({ type }) => type === "MapRunFailed")?.mapRunFailedEventDetails, {
    error: "States.ItemReaderFailed",
    cause: "CSV headers cannot contain duplicates.",
  });
  const missing = await lab.run(map(reader("none", { InputType: "JSON" })));
  assert.equal(missing.error, "States.ItemReaderFailed");
  assert.match(missing.cause ?? "", /The specified key does not exist/);
  const parquet = await lab.run(map(reader("rows.csv", { InputType: "PARQUET" })));
  assert.match(parquet.cause ?? "", /does not read items of the InputType PARQUET/);
});

test("batches by items and by bytes", async () => {
  const definition = map({
    ItemBatcher: { MaxItemsPerBatchPath: "$.most", BatchInput: { "shared.$": "$.shared" } },
    ItemsPath: "$.items",
  });
  const { value } = await lab.run(definition, { most: 2, shared: "s", items: [1, 2, 3] });
  assert.deepEqual(value, [
    { BatchInput: { shared: "s" }, Items: [1, 2] },
    { BatchInput: { shared: "s" }, Items: [3] },
  ]);
  const bytes = await lab.run(map({ ItemBatcher: { MaxInputBytesPerBatch: 30 } }), ["x".repeat(8), "y".repeat(8), "z"]);
  assert.deepEqual(bytes.value, [{ Items: ["xxxxxxxx"] }, { Items: ["yyyyyyyy", "z"] }]);
});

const failingBelow = (n: number) => ({
  StartAt: "C",
  States: {
    C: { Type: "Choice", Choices: [{ Variable: "$", NumericLessThan: n, Next: "F" }], Default: "I" },
    F: { Type: "Fail", Error: "Low", Cause: "too low" },
    I: { Type: "Pass", End: true },
  },
});

test("failures up to what is tolerated; the run, its executions and its counts", async () => {
  const definition = map({ ToleratedFailureCount: 1, Label: "Mine", MaxConcurrency: 2 }, failingBelow(2));
  const { value, executionArn } = await lab.run(definition, [1, 2, 3]);
  assert.deepEqual(value, [2, 3]);
  const { mapRuns } = await lab.client.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = mapRuns?.[0]?.mapRunArn ?? "";
  assert.match(mapRunArn, /:mapRun:machine-\d+\/Mine:[0-9a-f-]{36}$/);
  const run = await lab.client.send(new DescribeMapRunCommand({ mapRunArn }));
  assert.equal(run.status, "SUCCEEDED");
  assert.deepEqual([run.maxConcurrency, run.toleratedFailureCount], [2, 1]);
  const { total, succeeded, failed, running, pending } = run.itemCounts ?? {};
  assert.deepEqual(
    { total, succeeded, failed, running, pending },
    { total: 3, succeeded: 2, failed: 1, running: 0, pending: 0 },
  );
  const { executions = [] } = await lab.client.send(new ListExecutionsCommand({ mapRunArn }));
  assert.deepEqual(executions.map(({ status }) => status).sort(), ["FAILED", "SUCCEEDED", "SUCCEEDED"]);
  const child = await lab.client.send(
    new DescribeStateMachineForExecutionCommand({ executionArn: executions[0]?.executionArn }),
  );
  assert.deepEqual([child.label, child.mapRunArn], ["Mine", mapRunArn]);
  const beyond = await lab.run(map({ ToleratedFailurePercentage: 50 }, failingBelow(3)), [1, 2, 3]);
  assert.deepEqual(
    [beyond.error, beyond.cause],
    ["States.ExceedToleratedFailureThreshold", "The specified tolerated failure threshold was exceeded"],
  );
});

test("results written to S3: manifest, what succeeded, what failed", async () => {
  const writer = { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket, Prefix: "out" } };
  const { value } = await lab.run(map({ ToleratedFailureCount: 5, ResultWriter: writer }, failingBelow(2)), [1, 2, 3]);
  const { MapRunArn, ResultWriterDetails } = value as {
    MapRunArn: string;
    ResultWriterDetails: { Bucket: string; Key: string };
  };
  assert.equal(ResultWriterDetails.Key, `out/${MapRunArn.split(":").at(-1)}/manifest.json`);
  const read = async (Key: string) =>
    JSON.parse((await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()) ?? "");
  const { ResultFiles } = await read(ResultWriterDetails.Key);
  const good = await read(ResultFiles.SUCCEEDED[0].Key);
  assert.deepEqual(
    good.map(({ Input, Output, Status }: Record<string, string>) => [Input, Output, Status]),
    [
      ["2", "2", "SUCCEEDED"],
      ["3", "3", "SUCCEEDED"],
    ],
  );
  const [bad] = await read(ResultFiles.FAILED[0].Key);
  assert.deepEqual([bad.Input, bad.Error, bad.Cause], ["1", "Low", "too low"]);
});

test("a thousand express children end, in the order of their items", async () => {
  const items = Array.from({ length: 1_000 }, (_, index) => index);
  const { value } = await lab.run(map({}, pass, "EXPRESS"), items);
  assert.deepEqual(value, items);
});
