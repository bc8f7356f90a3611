import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  DeleteDatabaseCommand,
  DeleteTableCommand,
  GetDatabaseCommand,
  GetDatabasesCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
  GetUserDefinedFunctionsCommand,
  SearchTablesCommand,
  UpdateDatabaseCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";

/** As Lake Formation's guide lists it, operation by operation. */
const CatalogId = "000000000000";
let server: GlueServer;
before(async () => {
  server = await startGlueServer();
  const { glue } = server;
  const target = { Name: "target", Description: "the real one", LocationUri: "s3://b/", Parameters: { k: "v" } };
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: target }));
  const TargetDatabase = { CatalogId, DatabaseName: "target" };
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "linked", TargetDatabase } }));
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "own" } }));
  const StorageDescriptor = { Columns: [{ Name: "a", Type: "int" }], Location: "s3://b/t/" };
  const PartitionKeys = [{ Name: "k", Type: "string" }];
  const table = { Name: "t", TableType: "EXTERNAL_TABLE", StorageDescriptor, PartitionKeys };
  await glue.send(new CreateTableCommand({ DatabaseName: "target", TableInput: table }));
  const TargetTable = { ...TargetDatabase, Name: "t" };
  await glue.send(new CreateTableCommand({ DatabaseName: "own", TableInput: { Name: "alias", TargetTable } }));
  await glue.send(new CreateTableCommand({ DatabaseName: "target", TableInput: { Name: "inner", TargetTable } }));
});
after(() => server.close());

const table = async (DatabaseName: string, Name: string) =>
  (await server.glue.send(new GetTableCommand({ DatabaseName, Name }))).Table;

test("a database that links to another has its name, and the other's properties and tables", async () => {
  const { glue } = server;
  const { Database } = await glue.send(new GetDatabaseCommand({ Name: "linked" }));
  assert.deepEqual(
    [Database?.Name, Database?.Description, Database?.LocationUri, Database?.Parameters],
    ["linked", "the real one", "s3://b/", { k: "v" }],
  );
  assert.equal(Database?.TargetDatabase?.DatabaseName, "target");
  const { DatabaseList } = await glue.send(new GetDatabasesCommand({}));
  assert.deepEqual(
    DatabaseList?.map(({ Name, Description }) => [Name, Description]),
    [
      ["linked", "the real one"],
      ["own", undefined],
      ["target", "the real one"],
    ],
  );
  const { TableList } = await glue.send(new GetTablesCommand({ DatabaseName: "linked" }));
  assert.deepEqual(
    TableList?.map(({ Name }) => Name),
    ["inner", "t"],
  );
  assert.equal((await table("linked", "t"))?.StorageDescriptor?.Location, "s3://b/t/");
  assert.equal((await table("linked", "inner"))?.StorageDescriptor, undefined, "the second link is not followed");
  await glue.send(new UpdateDatabaseCommand({ Name: "linked", DatabaseInput: { Name: "linked", Description: "new" } }));
  const updated = await glue.send(new GetDatabaseCommand({ Name: "target" }));
  assert.deepEqual([updated.Database?.Name, updated.Database?.Description], ["target", "new"]);
  assert.deepEqual(
    (await glue.send(new GetUserDefinedFunctionsCommand({ DatabaseName: "linked", Pattern: "*" })))
      .UserDefinedFunctions,
    [],
  );
});

test("a table that links to another has its name, and the other's properties and partitions", async () => {
  const { glue } = server;
  const alias = await table("own", "alias");
  assert.deepEqual([alias?.Name, alias?.DatabaseName, alias?.TargetTable?.Name], ["alias", "own", "t"]);
  assert.deepEqual(alias?.StorageDescriptor?.Columns, [{ Name: "a", Type: "int" }]);
  await glue.send(
    new CreatePartitionCommand({ DatabaseName: "own", TableName: "alias", PartitionInput: { Values: ["x"] } }),
  );
  for (const [DatabaseName, TableName, count] of [
    ["target", "t", 1],
    ["linked", "t", 1],
    ["own", "alias", 1],
    ["linked", "inner", 0],
  ] as const) {
    const { Partitions } = await glue.send(new GetPartitionsCommand({ DatabaseName, TableName }));
    assert.equal(Partitions?.length, count, `${DatabaseName}.${TableName}`);
  }
  const TableInput = { Name: "alias", Description: "written through the link", PartitionKeys: alias?.PartitionKeys };
  await glue.send(new UpdateTableCommand({ DatabaseName: "own", TableInput }));
  const target = await table("target", "t");
  assert.deepEqual([target?.Name, target?.Description], ["t", "written through the link"]);
  const { TableList } = await glue.send(new SearchTablesCommand({}));
  assert.deepEqual(
    TableList?.map(({ DatabaseName, Name }) => `${DatabaseName}.${Name}`),
    ["own.alias", "target.inner", "target.t"],
  );
});

test("deleting a link leaves what it leads to; tables made through it are made there", async () => {
  const { glue } = server;
  await glue.send(new CreateTableCommand({ DatabaseName: "linked", TableInput: { Name: "made" } }));
  assert.equal((await table("target", "made"))?.DatabaseName, "target");
  const TargetTable = { CatalogId, DatabaseName: "target", Name: "t" };
  await assert.rejects(
    glue.send(new CreateTableCommand({ DatabaseName: "linked", TableInput: { Name: "twice", TargetTable } })),
    { name: "InvalidInputException" },
  );
  await glue.send(new DeleteTableCommand({ DatabaseName: "own", Name: "alias" }));
  await glue.send(new DeleteDatabaseCommand({ Name: "linked" }));
  assert.equal((await table("target", "t"))?.Name, "t");
  await assert.rejects(table("linked", "t"), { name: "EntityNotFoundException" });
});

test("a link whose target is not there is shown as it is", async () => {
  const TargetTable = { CatalogId: "111122223333", DatabaseName: "elsewhere", Name: "t" };
  await server.glue.send(new CreateTableCommand({ DatabaseName: "own", TableInput: { Name: "lost", TargetTable } }));
  assert.deepEqual((await table("own", "lost"))?.TargetTable, TargetTable);
});
