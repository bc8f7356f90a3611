import assert from "node:assert/strict";
import { appendFileSync, readdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  BatchDeleteTableCommand,
  BatchGetPartitionCommand,
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
  type Partition,
  SearchTablesCommand,
  type SearchTablesRequest,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateColumnStatisticsForPartitionCommand,
  UpdateColumnStatisticsForTableCommand,
  UpdatePartitionCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";

let server: GlueServer;
let databases = 0;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

async function newDatabase(): Promise<string> {
  databases += 1;
  const Name = `db${databases}`;
  await server.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
  return Name;
}

async function newTable(keys: readonly [string, string][], database?: string): Promise<[string, string]> {
  const DatabaseName = database ?? (await newDatabase());
  const PartitionKeys = keys.map(([Name, Type]) => ({ Name, Type }));
  const StorageDescriptor = { Columns: [{ Name: "x", Type: "double" }], Location: "s3://b/t/" };
  const TableInput = { Name: "t", PartitionKeys, StorageDescriptor };
  await server.glue.send(new CreateTableCommand({ DatabaseName, TableInput }));
  return [DatabaseName, "t"];
}

async function allPartitions(DatabaseName: string, TableName: string, Expression?: string, MaxResults?: number) {
  const found: Partition[] = [];
  let NextToken: string | undefined;
  do {
    const input = { DatabaseName, TableName, Expression, MaxResults, NextToken };
    const answer = await server.glue.send(new GetPartitionsCommand(input));
    found.push(...(answer.Partitions ?? []));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return found;
}

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
  const DatabaseName = await newDatabase();
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
  const [DatabaseName, Name] = await newTable([]);
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
  const DatabaseName = await newDatabase();
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

/** A small generator of numbers that is the same on every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

test("partitions: random changes leave what a map would hold, over restarts and torn writes", async () => {
  const random = seeded(20250712);
  const [DatabaseName, TableName] = await newTable([
    ["d", "string"],
    ["line", "string"],
  ]);
  const model = new Map<string, string>();
  const values = () => [`2025-07-${random(9) + 1}`, `L${random(4)}`];
  for (let step = 0; step < 400; step += 1) {
    const Values = values();
    const key = Values.join("/");
    const PartitionInput = { Values, Parameters: { step: String(step) } };
    const choice = random(6);
    if (choice <= 1) {
      const answer = server.glue.send(new CreatePartitionCommand({ DatabaseName, TableName, PartitionInput }));
      if (model.has(key)) {
        await assert.rejects(answer, { name: "AlreadyExistsException", message: "Partition already exists." });
      } else {
        await answer;
        model.set(key, String(step));
      }
    } else if (choice === 2) {
      const batch = [values(), values(), values()].map((one) => ({ ...PartitionInput, Values: one }));
      const command = new BatchCreatePartitionCommand({ DatabaseName, TableName, PartitionInputList: batch });
      const { Errors = [] } = await server.glue.send(command);
      const refused = batch.filter((one) => {
        const name = one.Values.join("/");
        const isKnown = model.has(name);
        model.set(name, isKnown ? (model.get(name) ?? "") : String(step));
        return isKnown;
      });
      assert.equal(Errors.length, refused.length);
    } else if (choice === 3) {
      const answer = server.glue.send(new DeletePartitionCommand({ DatabaseName, TableName, PartitionValues: Values }));
      await (model.delete(key) ? answer : assert.rejects(answer, { message: "Cannot find partition." }));
    } else if (choice === 4) {
      const to = values();
      const isFree = to.join("/") === key || !model.has(to.join("/"));
      const answer = server.glue.send(
        new UpdatePartitionCommand({
          DatabaseName,
          TableName,
          PartitionValueList: Values,
          PartitionInput: { ...PartitionInput, Values: to },
        }),
      );
      if (model.has(key) && isFree) {
        await answer;
        model.delete(key);
        model.set(to.join("/"), String(step));
      } else {
        await assert.rejects(answer);
      }
    } else if (step % 5 === 0) {
      await server.restart();
    }
  }
  tearJournals(join(server.dataDir, "glue"));
  await server.restart();
  const found = await allPartitions(DatabaseName, TableName, undefined, 7);
  const shown = found.map((one) => [one.Values?.join("/"), one.Parameters?.step] as const);
  assert.equal(new Set(shown.map(([key]) => key)).size, shown.length);
  assert.deepEqual(new Map(shown), model);
});

/** Leaves half a line at the end of every journal, as a process that dies while it writes. */
function tearJournals(folder: string): void {
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (path.endsWith(".jsonl")) {
      appendFileSync(join(folder, path), '{"key":"[\\"2025-07-1\\",\\"L0\\"]","val');
    }
  }
}

test("a journal cut anywhere keeps every whole line before the cut", async () => {
  const [DatabaseName, TableName] = await newTable([["d", "string"]]);
  for (let index = 0; index < 10; index += 1) {
    const PartitionInput = { Values: [String(index)] };
    await server.glue.send(new CreatePartitionCommand({ DatabaseName, TableName, PartitionInput }));
  }
  const journal = join(server.dataDir, "glue/databases", DatabaseName, "tables/t/partitions.jsonl");
  const text = readFileSync(journal);
  const cut = text.lastIndexOf("\n", text.length - 2) + 20;
  truncateSync(journal, cut);
  await server.restart();
  assert.equal((await allPartitions(DatabaseName, TableName)).length, 9);
  await server.glue.send(new CreatePartitionCommand({ DatabaseName, TableName, PartitionInput: { Values: ["new"] } }));
  await server.restart();
  assert.equal((await allPartitions(DatabaseName, TableName)).length, 10);
});

test("GetPartitions understands expressions", async () => {
  const [DatabaseName, TableName] = await newTable([
    ["d", "date"],
    ["line", "string"],
    ["n", "int"],
  ]);
  const rows: [string, string, string][] = [];
  for (let day = 1; day <= 9; day += 1) {
    for (const line of ["A1", "B'2", "__HIVE_DEFAULT_PARTITION__"]) {
      rows.push([`2025-07-0${day}`, line, String(day * 5)]);
    }
  }
  await server.glue.send(
    new BatchCreatePartitionCommand({
      DatabaseName,
      TableName,
      PartitionInputList: rows.map((Values) => ({ Values })),
    }),
  );
  const isNull = (line: string) => line.startsWith("__");
  const cases: [string, (d: string, line: string, n: number) => boolean][] = [
    ["d = '2025-07-03'", (d) => d === "2025-07-03"],
    ["d > '2025-07-03' AND d <= '2025-07-06'", (d) => d > "2025-07-03" && d <= "2025-07-06"],
    ["n > 9", (_d, _line, n) => n > 9],
    ["9 < n", (_d, _line, n) => n > 9],
    ["n BETWEEN 10 AND 20", (_d, _line, n) => n >= 10 && n <= 20],
    ["n NOT BETWEEN 10 AND 20", (_d, _line, n) => n < 10 || n > 20],
    ["n IN (5, 45)", (_d, _line, n) => n === 5 || n === 45],
    ["n not in (5,45)", (_d, _line, n) => n !== 5 && n !== 45],
    ["line LIKE 'A%'", (_d, line) => line.startsWith("A")],
    ["line LIKE '_''2'", (_d, line) => line === "B'2"],
    ["line = 'B''2' OR n = 5", (_d, line, n) => line === "B'2" || n === 5],
    ["line IS NULL", (_d, line) => isNull(line)],
    ["line is not null and n <> 5", (_d, line, n) => !isNull(line) && n !== 5],
    ["line <> 'A1'", (_d, line) => line === "B'2"],
    ["NOT (line = 'A1')", (_d, line) => line === "B'2"],
    ["((d = '2025-07-01') OR (d = '2025-07-02')) AND (line = 'A1')", (d, line) => d <= "2025-07-02" && line === "A1"],
    [
      "d = '2025-07-01' OR d = '2025-07-02' AND line = 'A1'",
      (d, line) => d === "2025-07-01" || (d === "2025-07-02" && line === "A1"),
    ],
    ["\"d\" >= DATE '2025-07-08'", (d) => d >= "2025-07-08"],
    ["`n` != 5", (_d, _line, n) => n !== 5],
    ["n = '05'", (_d, _line, n) => n === 5],
  ];
  for (const [expression, isMeant] of cases) {
    const found = await allPartitions(DatabaseName, TableName, expression, 4);
    const expected = rows.filter(([d, line, n]) => isMeant(d, line, Number(n)));
    assert.deepEqual(found.map((one) => one.Values).sort(), expected.sort(), expression);
  }
  for (const expression of [
    "d =",
    "nothing = 1",
    "d = '1",
    "n = 'x'",
    "d ~ '1'",
    "d = '1' AND",
    "(d = '1'",
    "d",
    "d NOT = 1",
  ]) {
    await assert.rejects(
      allPartitions(DatabaseName, TableName, expression),
      { name: "InvalidInputException" },
      expression,
    );
  }
});

test("segments divide all partitions among themselves; batches tell what is missing", async () => {
  const [DatabaseName, TableName] = await newTable([["n", "int"]]);
  const all = Array.from({ length: 100 }, (_, index) => String(index));
  const PartitionInputList = all.map((value) => ({
    Values: [value],
    StorageDescriptor: { Columns: [{ Name: "x", Type: "double" }], Location: `s3://b/t/${value}/` },
  }));
  await server.glue.send(new BatchCreatePartitionCommand({ DatabaseName, TableName, PartitionInputList }));
  const found: (string | undefined)[] = [];
  for (let SegmentNumber = 0; SegmentNumber < 3; SegmentNumber += 1) {
    const Segment = { SegmentNumber, TotalSegments: 3 };
    const input = { DatabaseName, TableName, Segment, ExcludeColumnSchema: true };
    const { Partitions = [] } = await server.glue.send(new GetPartitionsCommand(input));
    assert.ok(
      Partitions.every((one) => one.StorageDescriptor?.Columns === undefined && one.StorageDescriptor?.Location),
    );
    found.push(...Partitions.map((one) => one.Values?.[0]));
  }
  assert.deepEqual(found.sort(), [...all].sort());
  const some = [{ Values: ["5"] }, { Values: ["500"] }];
  const { Partitions } = await server.glue.send(
    new BatchGetPartitionCommand({ DatabaseName, TableName, PartitionsToGet: some }),
  );
  assert.deepEqual(
    Partitions?.map((one) => one.Values),
    [["5"]],
  );
  const { Errors } = await server.glue.send(
    new BatchDeletePartitionCommand({ DatabaseName, TableName, PartitionsToDelete: some }),
  );
  assert.deepEqual(
    Errors?.map((error) => [error.PartitionValues, error.ErrorDetail?.ErrorCode]),
    [[["500"], "EntityNotFoundException"]],
  );
});

test("column statistics of tables and partitions are kept, and go with their partition", async () => {
  const [DatabaseName, TableName] = await newTable([["d", "date"]]);
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
  const [DatabaseName, TableName] = await newTable([["d", "string"]]);
  const partition = { DatabaseName, TableName, PartitionInput: { Values: ["1"] } };
  await server.glue.send(new CreatePartitionCommand(partition));
  await server.glue.send(new DeleteDatabaseCommand({ Name: DatabaseName }));
  await server.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
  await newTable([["d", "string"]], DatabaseName);
  assert.deepEqual(await allPartitions(DatabaseName, TableName), []);
  await server.restart();
  assert.deepEqual(await allPartitions(DatabaseName, TableName), []);
  const { DatabaseList = [] } = await server.glue.send(new GetDatabasesCommand({}));
  assert.ok(DatabaseList.some((database) => database.Name === DatabaseName));
});

test("SearchTables finds by text and by property over all databases", async () => {
  const [first] = await newTable([["inspection_day", "string"]]);
  const [second] = await newTable([]);
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
  await assert.rejects(search({ Filters: [{ Key: "Unheard", Value: "x" }] }), { name: "InvalidInputException" });
});

test("too many entries in one request are refused, as is a page of nothing", async () => {
  const [DatabaseName, TableName] = await newTable([["n", "int"]]);
  const PartitionInputList = Array.from({ length: 101 }, (_, index) => ({ Values: [String(index)] }));
  const many = new BatchCreatePartitionCommand({ DatabaseName, TableName, PartitionInputList });
  await assert.rejects(server.glue.send(many), { name: "ValidationException", message: /less than or equal to 100/ });
  const none = new GetPartitionsCommand({ DatabaseName, TableName, MaxResults: 0 });
  await assert.rejects(server.glue.send(none), { name: "ValidationException" });
  const forged = new GetPartitionsCommand({ DatabaseName, TableName, NextToken: "forged" });
  await assert.rejects(server.glue.send(forged), { name: "InvalidInputException" });
});

test("partition indexes, functions and tags are read back", async () => {
  const [DatabaseName, TableName] = await newTable([["d", "string"]]);
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
