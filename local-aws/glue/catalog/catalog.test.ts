import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  BatchCreatePartitionCommand,
  BatchDeleteTableCommand,
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreatePartitionIndexCommand,
  CreateTableCommand,
  CreateUserDefinedFunctionCommand,
  DeleteColumnStatisticsForTableCommand,
  DeleteDatabaseCommand,
  DeletePartitionCommand,
  DeleteTableCommand,
  DeleteTableVersionCommand,
  GetColumnStatisticsForPartitionCommand,
  GetColumnStatisticsForTableCommand,
  GetDatabaseCommand,
  GetDatabasesCommand,
  GetPartitionCommand,
  GetPartitionIndexesCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
  GetTableVersionsCommand,
  GetTagsCommand,
  GetUserDefinedFunctionsCommand,
  SearchTablesCommand,
  type SearchTablesRequest,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateColumnStatisticsForPartitionCommand,
  UpdateColumnStatisticsForTableCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { allPartitions, newDatabase, newTable } from "../testing/catalog-fixtures";
import { type GlueServer, startGlueServer } from "../testing/glue-server";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

test("names are folded to lower case; missing and doubled things have AWS's words", async () => {
  const { glue } = server;
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "Quality_LAB", Description: "d" } }));
  const { Database } = await glue.send(new GetDatabaseCommand({ Name: "QUALITY_lab" }));
  assert.equal(Database?.Name, "quality_lab");
  assert.ok(Database?.CreateTime instanceof Date);
  const DatabaseName = "quality_lab";
  await glue.send(new CreateTableCommand({ DatabaseName, TableInput: { Name: "Parts" } }));
  const { Table } = await glue.send(new GetTableCommand({ DatabaseName, Name: "PARTS" }));
  assert.deepEqual([Table?.Name, Table?.DatabaseName, Table?.VersionId], ["parts", DatabaseName, "0"]);

  const expected: [Promise<unknown>, string, string][] = [
    [glue.send(new GetDatabaseCommand({ Name: "nowhere" })), "EntityNotFoundException", "Database nowhere not found."],
    [
      glue.send(new GetTablesCommand({ DatabaseName: "nowhere" })),
      "EntityNotFoundException",
      "Database nowhere not found.",
    ],
    [
      glue.send(new GetTableCommand({ DatabaseName, Name: "none" })),
      "EntityNotFoundException",
      "Table none not found.",
    ],
    [
      glue.send(new DeleteTableCommand({ DatabaseName, Name: "none" })),
      "EntityNotFoundException",
      "Table none not found.",
    ],
    [
      glue.send(new DeleteDatabaseCommand({ Name: "nowhere" })),
      "EntityNotFoundException",
      "Database nowhere not found.",
    ],
    [
      glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "quality_lab" } })),
      "AlreadyExistsException",
      "Database already exists.",
    ],
    [
      glue.send(new CreateTableCommand({ DatabaseName, TableInput: { Name: "parts" } })),
      "AlreadyExistsException",
      "Table already exists.",
    ],
    [
      glue.send(new GetPartitionCommand({ DatabaseName, TableName: "parts", PartitionValues: ["1"] })),
      "InvalidInputException",
      "The number of partition keys do not match the number of partition values",
    ],
  ];
  for (const [answer, name, message] of expected) {
    await assert.rejects(answer, { name, message });
  }
  await assert.rejects(glue.send(new CreateTableCommand({ DatabaseName, TableInput: { Name: undefined } })), {
    name: "ValidationException",
  });
});

test("names that no file system likes are kept apart", async () => {
  const DatabaseName = await newDatabase(server);
  const names = ["..", "a/b", "a%2fb", "ü".repeat(200), `${"ü".repeat(199)}x`, "con", "a b"];
  for (const Name of names) {
    await server.glue.send(new CreateTableCommand({ DatabaseName, TableInput: { Name, Description: Name } }));
  }
  await server.restart();
  const { TableList = [] } = await server.glue.send(new GetTablesCommand({ DatabaseName }));
  assert.deepEqual(TableList.map((table) => table.Name).sort(), [...names].sort());
  assert.ok(TableList.every((table) => table.Name === table.Description));
});

test("updates make versions; a stale VersionId is refused; SkipArchive keeps none", async () => {
  const [DatabaseName, Name] = await newTable(server, []);
  const update = (Description: string, more = {}) =>
    server.glue.send(new UpdateTableCommand({ DatabaseName, TableInput: { Name, Description }, ...more }));
  await update("one");
  await update("two", { VersionId: "1" });
  await update("three", { SkipArchive: true });
  await assert.rejects(update("stale", { VersionId: "1" }), { name: "ConcurrentModificationException" });
  await server.restart();
  const { TableVersions = [] } = await server.glue.send(new GetTableVersionsCommand({ DatabaseName, TableName: Name }));
  const shown = TableVersions.map((one) => [one.VersionId, one.Table?.Description]);
  assert.deepEqual(shown, [
    ["3", "three"],
    ["1", "one"],
    ["0", undefined],
  ]);
  const remove = (VersionId: string) =>
    server.glue.send(new DeleteTableVersionCommand({ DatabaseName, TableName: Name, VersionId }));
  await remove("0");
  await assert.rejects(remove("0"), { name: "EntityNotFoundException" });
  await assert.rejects(remove("3"), { name: "InvalidInputException" });
});

test("GetTables takes a regular expression and pages; BatchDeleteTable tells what was not there", async () => {
  const DatabaseName = await newDatabase(server);
  for (let index = 0; index < 7; index += 1) {
    await server.glue.send(new CreateTableCommand({ DatabaseName, TableInput: { Name: `raw_${index}` } }));
  }
  const names: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await server.glue.send(new GetTablesCommand({ DatabaseName, MaxResults: 3, NextToken }));
    assert.ok((page.TableList ?? []).length <= 3);
    names.push(...(page.TableList ?? []).map((table) => table.Name));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  assert.deepEqual(
    names,
    [0, 1, 2, 3, 4, 5, 6].map((index) => `raw_${index}`),
  );
  for (const [Expression, count] of [
    ["raw_[0-2]", 3],
    ["raw*", 7],
    ["raw_*", 7],
    ["*_3", 1],
    ["RAW_[1-2]|raw_6", 3],
    ["raw_.", 7],
    ["raw", 0],
    ["*", 7],
  ] as const) {
    const { TableList = [] } = await server.glue.send(new GetTablesCommand({ DatabaseName, Expression }));
    assert.equal(TableList.length, count, Expression);
  }
  const { Errors } = await server.glue.send(
    new BatchDeleteTableCommand({ DatabaseName, TablesToDelete: ["raw_0", "none"] }),
  );
  assert.deepEqual(
    Errors?.map((error) => [error.TableName, error.ErrorDetail?.ErrorCode]),
    [["none", "EntityNotFoundException"]],
  );
});

test("column statistics of tables and partitions are kept, and go with their partition", async () => {
  const [DatabaseName, TableName] = await newTable(server, [["d", "date"]]);
  const AnalyzedTime = new Date("2025-07-12T00:00:00Z");
  const DoubleColumnStatisticsData = {
    NumberOfNulls: 1,
    NumberOfDistinctValues: 5,
    MinimumValue: 0.5,
    MaximumValue: 9,
  };
  const StatisticsData = { Type: "DOUBLE" as const, DoubleColumnStatisticsData };
  const statistics = { ColumnName: "x", ColumnType: "double", AnalyzedTime, StatisticsData };
  const dates = {
    ColumnName: "d",
    ColumnType: "date",
    AnalyzedTime,
    StatisticsData: {
      Type: "DATE" as const,
      DateColumnStatisticsData: { MinimumValue: AnalyzedTime, NumberOfNulls: 0, NumberOfDistinctValues: 1 },
    },
  };
  const where = { DatabaseName, TableName };
  const unknown = { ...statistics, ColumnName: "unknown" };
  const { Errors } = await server.glue.send(
    new UpdateColumnStatisticsForTableCommand({ ...where, ColumnStatisticsList: [statistics, dates, unknown] }),
  );
  assert.equal(Errors?.[0]?.ColumnStatistics?.ColumnName, "unknown");
  await server.restart();
  const get = new GetColumnStatisticsForTableCommand({ ...where, ColumnNames: ["X", "d", "none"] });
  const stored = await server.glue.send(get);
  assert.deepEqual(stored.ColumnStatisticsList, [statistics, dates]);
  assert.equal(stored.Errors?.[0]?.Error?.ErrorCode, "EntityNotFoundException");
  await server.glue.send(new DeleteColumnStatisticsForTableCommand({ ...where, ColumnName: "x" }));
  assert.deepEqual((await server.glue.send(get)).ColumnStatisticsList, [dates]);

  const PartitionValues = ["2025-07-12"];
  const ofPartition = { ...where, PartitionValues };
  const getOfPartition = new GetColumnStatisticsForPartitionCommand({ ...ofPartition, ColumnNames: ["x"] });
  await assert.rejects(server.glue.send(getOfPartition), { message: "Cannot find partition." });
  const create = new CreatePartitionCommand({ ...where, PartitionInput: { Values: PartitionValues } });
  await server.glue.send(create);
  await server.glue.send(
    new UpdateColumnStatisticsForPartitionCommand({ ...ofPartition, ColumnStatisticsList: [statistics] }),
  );
  assert.deepEqual((await server.glue.send(getOfPartition)).ColumnStatisticsList, [statistics]);
  await server.glue.send(new DeletePartitionCommand(ofPartition));
  await server.glue.send(create);
  assert.deepEqual((await server.glue.send(getOfPartition)).ColumnStatisticsList, []);
});

test("deleting a database takes its tables; a table of the same name starts anew", async () => {
  const [DatabaseName, TableName] = await newTable(server, [["d", "string"]]);
  const partition = { DatabaseName, TableName, PartitionInput: { Values: ["1"] } };
  await server.glue.send(new CreatePartitionCommand(partition));
  await server.glue.send(new DeleteDatabaseCommand({ Name: DatabaseName }));
  await server.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
  await newTable(server, [["d", "string"]], DatabaseName);
  assert.deepEqual(await allPartitions(server, DatabaseName, TableName), []);
  await server.restart();
  assert.deepEqual(await allPartitions(server, DatabaseName, TableName), []);
  const { DatabaseList = [] } = await server.glue.send(new GetDatabasesCommand({}));
  assert.ok(DatabaseList.some((database) => database.Name === DatabaseName));
});

test("SearchTables finds by text and by property over all databases", async () => {
  const [first] = await newTable(server, [["inspection_day", "string"]]);
  const [second] = await newTable(server, []);
  const Parameters = { classification: "parquet" };
  const TableInput = { Name: "needle_table", Description: "Haystack", Parameters };
  await server.glue.send(new CreateTableCommand({ DatabaseName: second, TableInput }));
  const search = async (input: SearchTablesRequest) =>
    ((await server.glue.send(new SearchTablesCommand(input))).TableList ?? []).map(
      (one) => `${one.DatabaseName}.${one.Name}`,
    );
  assert.deepEqual(await search({ SearchText: "inspection_DAY" }), [`${first}.t`]);
  assert.deepEqual(await search({ SearchText: "hay" }), [`${second}.needle_table`]);
  assert.deepEqual(await search({ SearchText: '"needle"' }), []);
  assert.deepEqual(await search({ Filters: [{ Key: "Classification", Value: "parquet" }] }), [
    `${second}.needle_table`,
  ]);
  assert.deepEqual(await search({ Filters: [{ Key: "DatabaseName", Value: second }] }), [
    `${second}.needle_table`,
    `${second}.t`,
  ]);
  const SortCriteria: SearchTablesRequest["SortCriteria"] = [{ FieldName: "Name", Sort: "DESC" }];
  const own = [`${first}.t`, `${second}.t`, `${second}.needle_table`];
  const sorted = await search({ SortCriteria });
  assert.deepEqual(
    sorted.filter((name) => own.includes(name)),
    own,
  );
  const names = sorted.map((name) => name.split(".")[1] ?? "");
  assert.deepEqual(names, names.toSorted().toReversed());
  const paged: string[] = [];
  for (let NextToken: string | undefined, more = true; more; more = NextToken !== undefined) {
    const page = await server.glue.send(new SearchTablesCommand({ SortCriteria, MaxResults: 2, NextToken }));
    paged.push(...(page.TableList ?? []).map((one) => `${one.DatabaseName}.${one.Name}`));
    NextToken = page.NextToken;
  }
  assert.deepEqual(paged, sorted);
  await assert.rejects(search({ Filters: [{ Key: "Unheard", Value: "x" }] }), { name: "InvalidInputException" });
  await assert.rejects(search({ SortCriteria: [{ FieldName: "toString", Sort: "ASC" }] }), {
    name: "InvalidInputException",
  });
});

test("too many entries in one request are refused, as is a page of nothing", async () => {
  const [DatabaseName, TableName] = await newTable(server, [["n", "int"]]);
  const PartitionInputList = Array.from({ length: 101 }, (_, index) => ({ Values: [String(index)] }));
  const many = new BatchCreatePartitionCommand({ DatabaseName, TableName, PartitionInputList });
  await assert.rejects(server.glue.send(many), { name: "ValidationException", message: /less than or equal to 100/ });
  const none = new GetPartitionsCommand({ DatabaseName, TableName, MaxResults: 0 });
  await assert.rejects(server.glue.send(none), { name: "ValidationException" });
  const forged = new GetPartitionsCommand({ DatabaseName, TableName, NextToken: "forged" });
  await assert.rejects(server.glue.send(forged), { name: "InvalidInputException" });
});

test("partition indexes, functions and tags are read back", async () => {
  const [DatabaseName, TableName] = await newTable(server, [["d", "string"]]);
  const index = (Keys: string[]) =>
    new CreatePartitionIndexCommand({ DatabaseName, TableName, PartitionIndex: { IndexName: "by_d", Keys } });
  await assert.rejects(server.glue.send(index(["x"])), { name: "InvalidInputException" });
  await server.glue.send(index(["d"]));
  const indexes = await server.glue.send(new GetPartitionIndexesCommand({ DatabaseName, TableName }));
  assert.equal(indexes.PartitionIndexDescriptorList?.[0]?.IndexStatus, "ACTIVE");

  const list = new GetUserDefinedFunctionsCommand({ DatabaseName, Pattern: "*" });
  assert.deepEqual((await server.glue.send(list)).UserDefinedFunctions, []);
  const FunctionInput = { FunctionName: "To_Roi", ClassName: "lab.Roi" };
  await server.glue.send(new CreateUserDefinedFunctionCommand({ DatabaseName, FunctionInput }));
  assert.equal((await server.glue.send(list)).UserDefinedFunctions?.[0]?.FunctionName, "to_roi");

  const ResourceArn = `arn:aws:glue:us-east-1:000000000000:database/${DatabaseName}`;
  await server.glue.send(new TagResourceCommand({ ResourceArn, TagsToAdd: { a: "1", b: "2" } }));
  await server.glue.send(new UntagResourceCommand({ ResourceArn, TagsToRemove: ["a"] }));
  assert.deepEqual((await server.glue.send(new GetTagsCommand({ ResourceArn }))).Tags, { b: "2" });
  await assert.rejects(server.glue.send(new GetTagsCommand({ ResourceArn: `${ResourceArn}x` })), {
    name: "EntityNotFoundException",
  });
});
