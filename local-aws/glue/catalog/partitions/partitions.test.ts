import assert from "node:assert/strict";
import { appendFileSync, readdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  BatchGetPartitionCommand,
  CreatePartitionCommand,
  DeletePartitionCommand,
  GetPartitionsCommand,
  UpdatePartitionCommand,
} from "@aws-sdk/client-glue";
import { allPartitions, newTable } from "../../testing/catalog-fixtures";
import { type GlueServer, startGlueServer } from "../../testing/glue-server";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

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
  const [DatabaseName, TableName] = await newTable(server, [
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
  const found = await allPartitions(server, DatabaseName, TableName, undefined, 7);
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
  const [DatabaseName, TableName] = await newTable(server, [["d", "string"]]);
  for (let index = 0; index < 10; index += 1) {
    const PartitionInput = { Values: [String(index)] };
    await server.glue.send(new CreatePartitionCommand({ DatabaseName, TableName, PartitionInput }));
  }
  const journal = join(server.dataDir, "glue/databases", DatabaseName, "tables/t/partitions.jsonl");
  const text = readFileSync(journal);
  const cut = text.lastIndexOf("\n", text.length - 2) + 20;
  truncateSync(journal, cut);
  await server.restart();
  assert.equal((await allPartitions(server, DatabaseName, TableName)).length, 9);
  await server.glue.send(new CreatePartitionCommand({ DatabaseName, TableName, PartitionInput: { Values: ["new"] } }));
  await server.restart();
  assert.equal((await allPartitions(server, DatabaseName, TableName)).length, 10);
});

test("GetPartitions understands expressions", async () => {
  const [DatabaseName, TableName] = await newTable(server, [
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
    ["(n) IN (10, 20) AND (d) = '2025-07-02'", (d, _line, n) => (n === 10 || n === 20) && d === "2025-07-02"],
    ["n NOT BETWEEN 10 AND 20", (_d, _line, n) => n < 10 || n > 20],
    ["n IN (5, 45)", (_d, _line, n) => n === 5 || n === 45],
    ["n not in (5,45)", (_d, _line, n) => n !== 5 && n !== 45],
    ["line LIKE 'A%'", (_d, line) => line.startsWith("A")],
    ["line LIKE '_''2'", (_d, line) => line === "B'2"],
    ["line = 'B''2' OR n = 5", (_d, line, n) => line === "B'2" || n === 5],
    ["line IS NULL", (_d, line) => isNull(line)],
    ["line is not null and n <> 5", (_d, line, n) => !isNull(line) && n !== 5],
    // a text key is compared as the text that it is: Trino asks so for partitions without a value
    ["line = '__HIVE_DEFAULT_PARTITION__'", (_d, line) => isNull(line)],
    ["line IN ('A1', '__HIVE_DEFAULT_PARTITION__')", (_d, line) => line === "A1" || isNull(line)],
    ["line <> 'A1'", (_d, line) => line !== "A1"],
    ["NOT (line = 'A1')", (_d, line) => line !== "A1"],
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
    const found = await allPartitions(server, DatabaseName, TableName, expression, 4);
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
      allPartitions(server, DatabaseName, TableName, expression),
      { name: "InvalidInputException" },
      expression,
    );
  }
});

test("segments divide all partitions among themselves; batches tell what is missing", async () => {
  const [DatabaseName, TableName] = await newTable(server, [["n", "int"]]);
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
