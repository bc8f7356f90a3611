import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetPartitionCommand, GetPartitionsCommand } from "@aws-sdk/client-glue";
import { TestClient } from "../../testing/test-client";

const s3 = "s3://lab-bucket";
let lab: TestClient;
before(async () => {
  lab = await TestClient.borrow("lab-bucket");
});
after(() => lab.close());

async function create(name: string, keys = "PARTITIONED BY (year int, month string)"): Promise<void> {
  await lab.ask(`CREATE EXTERNAL TABLE ${name} (a int, b string COMMENT 'bb') ${keys} LOCATION '${s3}/${name}/'`);
}

const kind = async (sql: string) => (await lab.ask(sql)).execution.SubstatementType;

test("partitions are added, several at once, with and without a location", async () => {
  await create("added");
  assert.equal(
    await kind(`ALTER TABLE added ADD PARTITION (year = 2025, month = '07') LOCATION '${s3}/elsewhere/'
      PARTITION (month = '08', year = 2025)`),
    "ALTER_TABLE_ADD_PARTITION",
  );
  assert.equal(
    await lab.reason("ALTER TABLE added ADD PARTITION (year = 2025, month = '07')"),
    "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. AlreadyExistsException(message:Partition already exists.)",
  );
  await lab.ask(
    "ALTER TABLE `test_db`.`added` ADD IF NOT EXISTS PARTITION (year = 2025, month = '07') PARTITION (year = 2025, month = 'a:b')",
  );
  assert.deepEqual(await lab.lines("SHOW PARTITIONS added"), [
    "year=2025/month=07",
    "year=2025/month=08",
    "year=2025/month=a%3Ab",
  ]);
  const { Partitions = [] } = await lab.glue.send(
    new GetPartitionsCommand({ DatabaseName: "test_db", TableName: "added" }),
  );
  const locations = Partitions.map(({ Values, StorageDescriptor }) => [Values?.[1], StorageDescriptor?.Location]);
  assert.deepEqual(
    new Map(locations as [string, string][]),
    new Map([
      ["07", `${s3}/elsewhere`],
      ["08", `${s3}/added/year=2025/month=08`],
      ["a:b", `${s3}/added/year=2025/month=a%3Ab`],
    ]),
  );
  assert.deepEqual(await lab.lines("SHOW PARTITIONS added PARTITION (month = '08')"), ["year=2025/month=08"]);
});

test("partitions are dropped by value and by comparison", async () => {
  await create("dropped");
  const specs = [1, 2, 3, 10].map((month) => `PARTITION (year = ${month}, month = 'm')`).join(" ");
  await lab.ask(`ALTER TABLE dropped ADD ${specs}`);
  assert.equal(
    await kind("ALTER TABLE dropped DROP PARTITION (year = 1, month = 'm'), PARTITION (year > 9)"),
    "ALTER_TABLE_DROP_PARTITION",
  );
  assert.deepEqual(await lab.lines("SHOW PARTITIONS dropped"), ["year=2/month=m", "year=3/month=m"]);
  assert.equal(
    await lab.reason("ALTER TABLE dropped DROP PARTITION (year = 1, month = 'm')"),
    "FAILED: SemanticException [Error 10006]: Partition not found ((year = 1) and (month = 'm'))",
  );
  await lab.ask("ALTER TABLE dropped DROP IF EXISTS PARTITION (year = 1, month = 'm'), PARTITION (year = 2)");
  assert.deepEqual(await lab.lines("SHOW PARTITIONS dropped"), ["year=3/month=m"]);
});

test("a partition is renamed, and moved", async () => {
  await create("moved");
  await lab.ask("ALTER TABLE moved ADD PARTITION (year = 2025, month = '07')");
  await lab.ask(
    "ALTER TABLE moved PARTITION (year = 2025, month = '07') RENAME TO PARTITION (year = 2024, month = '12')",
  );
  await lab.ask(`ALTER TABLE moved PARTITION (year = 2024, month = '12') SET LOCATION '${s3}/new/'`);
  const { Partition } = await lab.glue.send(
    new GetPartitionCommand({ DatabaseName: "test_db", TableName: "moved", PartitionValues: ["2024", "12"] }),
  );
  assert.equal(Partition?.StorageDescriptor?.Location, `${s3}/new`);
  assert.equal(await kind(`ALTER TABLE moved SET LOCATION '${s3}/table/'`), "ALTER_TABLE_SET_LOCATION");
  assert.equal((await lab.table("moved")).StorageDescriptor?.Location, `${s3}/table`);
});

test("columns are added, changed and replaced", async () => {
  await create("changed");
  const columns = async () =>
    (await lab.table("changed")).StorageDescriptor?.Columns?.map(
      ({ Name, Type, Comment }) => `${Name} ${Type}${Comment ? ` ${Comment}` : ""}`,
    );
  assert.equal(
    await kind("ALTER TABLE changed ADD COLUMNS (c double COMMENT 'cc', d struct<e:int>) CASCADE"),
    "ALTER_TABLE_ADD_COLUMN",
  );
  await lab.ask("ALTER TABLE changed CHANGE COLUMN b first varchar(10) FIRST");
  await lab.ask("ALTER TABLE changed CHANGE a a bigint COMMENT 'now big' AFTER c");
  assert.deepEqual(await columns(), ["first varchar(10) bb", "c double cc", "a bigint now big", "d struct<e:int>"]);
  assert.match(await lab.reason("ALTER TABLE changed ADD COLUMNS (A int)"), /Duplicate column name: a$/);
  assert.match(await lab.reason("ALTER TABLE changed CHANGE nope n int"), /Invalid column reference nope$/);
  assert.equal(await kind("ALTER TABLE changed REPLACE COLUMNS (z int)"), "ALTER_TABLE_REPLACE_COLUMN");
  assert.deepEqual(await columns(), ["z int"]);
  assert.deepEqual(await lab.rows("SELECT * FROM changed"), [["z", "year", "month"]]);
});

test("properties are set, and the others stay", async () => {
  await create("properties");
  await lab.ask("ALTER TABLE properties SET TBLPROPERTIES ('one' = '1', 'comment' = 'to add column b')");
  await lab.ask("ALTER TABLE properties SET TBLPROPERTIES ('two' = '2')");
  const { columns, rows } = await lab.ask("SHOW TBLPROPERTIES properties");
  assert.deepEqual(columns, ["prpt_name string", "prpt_value string"]);
  assert.deepEqual(
    rows.flat().filter((line) => !line?.startsWith("transient")),
    ["EXTERNAL\tTRUE", "comment\tto add column b", "one\t1", "two\t2"],
  );
  assert.deepEqual(await lab.lines("SHOW TBLPROPERTIES properties('two')"), ["2"]);
  assert.deepEqual(await lab.lines("SHOW TBLPROPERTIES properties('three')"), [
    "Table test_db.properties does not have property: three",
  ]);
});

test("what cannot be changed is refused", async () => {
  await create("plain", "");
  await create("keyed");
  const cases: [string, RegExp][] = [
    [
      "ALTER TABLE plain ADD PARTITION (year = 1)",
      /SemanticException table is not partitioned but partition spec exists: \{year=1\}$/,
    ],
    [
      "ALTER TABLE keyed ADD PARTITION (day = 1)",
      /SemanticException Partition spec \{day=1\} contains non-partition columns$/,
    ],
    [
      "ALTER TABLE keyed ADD PARTITION (year = 1)",
      /partition spec \{year=1\} doesn't contain all \(2\) partition columns$/,
    ],
    [
      "ALTER TABLE keyed PARTITION (year = 1, month = '2') SET LOCATION 's3://x/'",
      /\[Error 10006\]: Partition not found \{year=1, month=2\}$/,
    ],
    ["ALTER TABLE absent ADD COLUMNS (a int)", /\[Error 10001\]: Table not found test_db\.absent$/],
    ["ALTER TABLE plain RENAME TO other", /InvalidInputException: Table cannot be renamed/],
    [
      "ALTER TABLE plain FOO",
      /ParseException line 1:18 cannot recognize input near 'FOO' '<EOF>' '<EOF>' in alter table statement$/,
    ],
    ["SHOW PARTITIONS plain", /Table plain is not a partitioned table$/],
  ];
  for (const [sql, reason] of cases) {
    assert.match(await lab.reason(sql), reason, sql);
  }
});

test("MSCK REPAIR TABLE tells what it found and did", async () => {
  await create("repaired");
  const msck = async () => (await lab.ask("MSCK REPAIR TABLE repaired")).rows.flat();
  assert.deepEqual(await msck(), ["Tables missing on filesystem:\trepaired"]);
  await lab.put("repaired/year=2025/month=07/x.csv", "1\n");
  await lab.put("repaired/year=2025/month=a%3Ab/x.csv", "1\n");
  await lab.put("repaired/Year=2026/month=01/x.csv", "1\n");
  await lab.put("repaired/loose.csv", "1\n");
  await lab.ask("ALTER TABLE repaired ADD PARTITION (year = 1999, month = '01')");
  assert.deepEqual(await msck(), [
    "Partitions not in metastore:\trepaired:year=2025/month=07\trepaired:year=2025/month=a%3Ab",
    "Partitions missing from filesystem:\trepaired:year=1999/month=01",
    "Repair: Added partition to metastore repaired:year=2025/month=07",
    "Repair: Added partition to metastore repaired:year=2025/month=a%3Ab",
  ]);
  assert.deepEqual(await msck(), ["Partitions missing from filesystem:\trepaired:year=1999/month=01"]);
  assert.deepEqual((await lab.ask("SELECT month FROM repaired WHERE year = 2025 ORDER BY 1")).rows.flat(), [
    "month",
    "07",
    "a:b",
  ]);
  const { rows, execution } = await lab.ask("MSCK REPAIR TABLE absent");
  assert.deepEqual([rows.flat(), execution.SubstatementType], [["Tables not in metastore:\tabsent"], "MSCK_REPAIR"]);
});
