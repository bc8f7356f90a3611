import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  BatchGetPreparedStatementCommand,
  CreateNamedQueryCommand,
  CreatePreparedStatementCommand,
  CreateWorkGroupCommand,
  DeleteWorkGroupCommand,
  GetWorkGroupCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateWorkGroupCommand,
} from "@aws-sdk/client-athena";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { TestClient } from "../testing/test-client";

const bucket = "work-groups";
let client: TestClient;

before(async () => {
  client = await TestClient.borrow(bucket);
});

after(() => client.close());

test("a workgroup has tags", async () => {
  const Tags = [
    { Key: "line", Value: "L1" },
    { Key: "team", Value: "quality" },
  ];
  await client.athena.send(new CreateWorkGroupCommand({ Name: "tagged", Tags }));
  const ResourceARN = "arn:aws:athena:us-east-1:000000000000:workgroup/tagged";
  const tags = async () => (await client.athena.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
  assert.deepEqual(await tags(), Tags);
  await client.athena.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: "line", Value: "L2" }] }));
  await client.athena.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["team"] }));
  assert.deepEqual(await tags(), [{ Key: "line", Value: "L2" }]);
  const none = "arn:aws:athena:us-east-1:000000000000:workgroup/none";
  await assert.rejects(client.athena.send(new ListTagsForResourceCommand({ ResourceARN: none })), {
    name: "ResourceNotFoundException",
  });
  await client.athena.send(new DeleteWorkGroupCommand({ WorkGroup: "tagged" }));
  await client.athena.send(new CreateWorkGroupCommand({ Name: "tagged" }));
  assert.deepEqual(await tags(), []);
});

test("a workgroup's name and engine are checked; its settings are changed and taken away", async () => {
  const create = (input: ConstructorParameters<typeof CreateWorkGroupCommand>[0]) =>
    client.athena.send(new CreateWorkGroupCommand(input));
  await assert.rejects(create({ Name: "two words" }), /regular expression pattern: \[a-zA-Z0-9\._-\]\{1,128\}/);
  await assert.rejects(create({ Name: "x".repeat(129) }), /regular expression/);
  await assert.rejects(create({ Name: "primary" }), /WorkGroup is already created/);
  const EngineVersion = { SelectedEngineVersion: "PySpark engine version 3" };
  await assert.rejects(create({ Name: "spark", Configuration: { EngineVersion } }), /has Athena engine version 3 only/);
  const ResultConfiguration = { OutputLocation: "s3://work-groups/group/" };
  await create({ Name: "changing", Description: "first", Configuration: { ResultConfiguration } });
  const ConfigurationUpdates = {
    EnforceWorkGroupConfiguration: false,
    BytesScannedCutoffPerQuery: 20_000_000,
    ResultConfigurationUpdates: { RemoveOutputLocation: true },
  };
  const update = { WorkGroup: "changing", Description: "second", ConfigurationUpdates };
  await client.athena.send(new UpdateWorkGroupCommand(update));
  const { WorkGroup } = await client.athena.send(new GetWorkGroupCommand({ WorkGroup: "changing" }));
  assert.equal(WorkGroup?.Description, "second");
  assert.equal(WorkGroup?.Configuration?.EnforceWorkGroupConfiguration, false);
  assert.equal(WorkGroup?.Configuration?.BytesScannedCutoffPerQuery, 20_000_000);
  assert.equal(WorkGroup?.Configuration?.ResultConfiguration?.OutputLocation, undefined);
});

test("an enforced workgroup decides where results go, another lets the request decide", async () => {
  const group = `s3://work-groups/by-group/`;
  const Configuration = { ResultConfiguration: { OutputLocation: group } };
  for (const enforced of [true, false]) {
    const Name = `enforced-${enforced}`;
    await client.athena.send(
      new CreateWorkGroupCommand({
        Name,
        Configuration: { ...Configuration, EnforceWorkGroupConfiguration: enforced },
      }),
    );
    const { ResultConfiguration } = await client.run("SELECT 1", { WorkGroup: Name });
    assert.equal(ResultConfiguration?.OutputLocation?.startsWith(group), enforced);
    const own = await client.run("SELECT 1", { WorkGroup: Name, ResultConfiguration: undefined });
    assert.ok(own.ResultConfiguration?.OutputLocation?.startsWith(group));
  }
});

test("a workgroup's settings hold for its queries", async () => {
  const location = `s3://${bucket}/group/`;
  await client.athena.send(
    new CreateWorkGroupCommand({
      Name: "group",
      Configuration: { ResultConfiguration: { OutputLocation: location }, EnforceWorkGroupConfiguration: true },
    }),
  );
  const { ResultConfiguration } = await client.run("SELECT 1", { WorkGroup: "group" });
  assert.ok(ResultConfiguration?.OutputLocation?.startsWith(location));
  await assert.rejects(client.athena.send(new DeleteWorkGroupCommand({ WorkGroup: "group" })), /not empty/);
  await client.athena.send(new DeleteWorkGroupCommand({ WorkGroup: "group", RecursiveDeleteOption: true }));
  await assert.rejects(client.athena.send(new GetWorkGroupCommand({ WorkGroup: "group" })), /WorkGroup is not found/);
});

test("a workgroup that holds queries goes only with them", async () => {
  await client.athena.send(new CreateWorkGroupCommand({ Name: "full" }));
  const named = { Name: "n", Database: "test_db", QueryString: "SELECT 1", WorkGroup: "full" };
  await client.athena.send(new CreateNamedQueryCommand(named));
  const statement = { StatementName: "stays", QueryStatement: "SELECT ?", WorkGroup: "full" };
  await client.athena.send(new CreatePreparedStatementCommand(statement));
  const remove = (RecursiveDeleteOption: boolean) =>
    client.athena.send(new DeleteWorkGroupCommand({ WorkGroup: "full", RecursiveDeleteOption }));
  await assert.rejects(remove(false), /WorkGroup full is not empty/);
  await remove(true);
  await client.athena.send(new CreateWorkGroupCommand({ Name: "full" }));
  const { UnprocessedPreparedStatementNames } = await client.athena.send(
    new BatchGetPreparedStatementCommand({ WorkGroup: "full", PreparedStatementNames: ["stays"] }),
  );
  assert.equal(UnprocessedPreparedStatementNames?.[0]?.ErrorCode, "STATEMENT_NOT_FOUND");
  await assert.rejects(
    client.athena.send(new DeleteWorkGroupCommand({ WorkGroup: "primary" })),
    /primary workgroup cannot be deleted/,
  );
});

test("a query that scans more than its workgroup allows is cancelled", async () => {
  const limit = 10_000_000;
  const { s3 } = client;
  for (const name of ["a", "b"]) {
    const Body = "x".repeat(99).concat("\n").repeat(100_000);
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `large/${name}.txt`, Body }));
  }
  await client.run(`CREATE EXTERNAL TABLE large (x string) LOCATION 's3://${bucket}/large/'`);
  const ResultConfiguration = { OutputLocation: `s3://${bucket}/results/` };
  const Configuration = { ResultConfiguration, BytesScannedCutoffPerQuery: limit };
  await client.athena.send(new CreateWorkGroupCommand({ Name: "limited", Configuration }));
  const execution = await client.end(
    await client.start("SELECT count(*) FROM large WHERE x LIKE '%y'", { WorkGroup: "limited" }),
  );
  assert.equal(execution.Status?.State, "CANCELLED");
  assert.match(execution.Status?.StateChangeReason ?? "", /Bytes scanned limit was exceeded/);
  // what it had read is billed
  assert.ok((execution.Statistics?.DataScannedInBytes ?? 0) > limit);
});

test("a disabled workgroup takes no query", async () => {
  const ResultConfiguration = { OutputLocation: `s3://${bucket}/results/` };
  await client.athena.send(new CreateWorkGroupCommand({ Name: "closed", Configuration: { ResultConfiguration } }));
  await client.athena.send(new UpdateWorkGroupCommand({ WorkGroup: "closed", State: "DISABLED" }));
  await assert.rejects(client.start("SELECT 1", { WorkGroup: "closed" }), /is disabled/);
});
