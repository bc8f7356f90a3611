import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TestClient } from "../../testing/test-client";

const s3 = "s3://lab-bucket";
let lab: TestClient;
before(async () => {
  lab = await TestClient.borrow("lab-bucket");
  await lab.ask(`CREATE EXTERNAL TABLE parts (part string COMMENT 'its number', a_name_of_twenty_two_ch int)
    COMMENT 'All parts' PARTITIONED BY (day string COMMENT 'of inspection')
    ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' LOCATION '${s3}/parts/' TBLPROPERTIES ('k'='it\\'s')`);
  await lab.ask(`CREATE EXTERNAL TABLE labels (box struct<w:int,h:array<struct<x:int>>>, extra map<string,int>)
    ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' WITH SERDEPROPERTIES ('ignore.malformed.json'='true')
    LOCATION '${s3}/labels/'`);
  await lab.ask("CREATE VIEW ng AS SELECT part, 1.5 AS limit_of, ARRAY[1] AS many FROM parts");
});
after(() => lab.close());

const now = (lines: (string | undefined)[]) => lines.map((line) => line?.replace(/\b\d{10}\b/, "<now>"));

test("databases, tables, views and columns are listed under Athena's column names", async () => {
  const listed = async (sql: string) => {
    const { columns, rows, execution } = await lab.ask(sql);
    return [execution.StatementType, execution.SubstatementType, columns, rows.flat()];
  };
  await lab.ask("CREATE DATABASE test_db_two");
  assert.deepEqual(await listed("SHOW DATABASES LIKE 'test_db.*'"), [
    "UTILITY",
    "SHOW_DATABASES",
    ["database_name string"],
    ["test_db", "test_db_two"],
  ]);
  assert.deepEqual(await lab.lines("SHOW SCHEMAS LIKE 'test_db'"), ["test_db"]);
  assert.deepEqual(await lab.lines("SHOW DATABASES LIKE 'test_db_*x'"), []);
  const tables = ["UTILITY", "SHOW_TABLES", ["tab_name string"]];
  assert.deepEqual(await listed("SHOW TABLES"), [...tables, ["labels", "ng", "parts"]]);
  assert.deepEqual(await listed("SHOW TABLES IN test_db 'P*|n.*'"), [...tables, ["ng", "parts"]]);
  assert.deepEqual(await listed("show tables from test_db_two;"), [...tables, []]);
  assert.deepEqual(await listed("SHOW VIEWS LIKE 'n*'"), ["UTILITY", "SHOW_VIEWS", ["views varchar"], ["ng"]]);
  assert.deepEqual(await listed("SHOW COLUMNS IN parts"), [
    "UTILITY",
    "SHOW_COLUMNS",
    ["field string"],
    ["part                ", "a_name_of_twenty_two_ch", "day                 "],
  ]);
  assert.deepEqual(await lab.lines("SHOW COLUMNS FROM labels IN test_db"), [
    "box                 ",
    "extra               ",
  ]);
  assert.match(await lab.reason("SHOW TABLES IN absent"), /\[Error 10072\]: Database does not exist: absent$/);
});

test("SHOW CREATE TABLE has a table's properties in the order in which Java holds them", async () => {
  await lab.ask(`CREATE EXTERNAL TABLE ordered (c0 int) STORED AS PARQUET LOCATION '${s3}/parts/' TBLPROPERTIES (
    'classification'='parquet', 'compressionType'='none', 'typeOfData'='file', 'projection.enabled'='false')`);
  const names = (await lab.lines("SHOW CREATE TABLE ordered")).map((line) => /^ {2}'([\w.]+)'=/.exec(line ?? "")?.[1]);
  await lab.ask("DROP TABLE ordered");
  // as the tests of aws-sdk-pandas have found it on AWS
  assert.deepEqual(
    names.filter((name) => name !== undefined && name !== "transient_lastDdlTime"),
    ["compressionType", "classification", "projection.enabled", "typeOfData"],
  );
});

test("SHOW CREATE TABLE gives a statement that makes the table again", async () => {
  const { columns, rows, execution } = await lab.ask("SHOW CREATE TABLE parts");
  assert.deepEqual([execution.SubstatementType, columns], ["SHOW_CREATE_TABLE", ["createtab_stmt string"]]);
  assert.deepEqual(now(rows.flat()), [
    "CREATE EXTERNAL TABLE `parts`(",
    "  `part` string COMMENT 'its number', ",
    "  `a_name_of_twenty_two_ch` int)",
    "COMMENT 'All parts'",
    "PARTITIONED BY ( ",
    "  `day` string COMMENT 'of inspection')",
    "ROW FORMAT DELIMITED ",
    "  FIELDS TERMINATED BY '\\t' ",
    "STORED AS INPUTFORMAT ",
    "  'org.apache.hadoop.mapred.TextInputFormat' ",
    "OUTPUTFORMAT ",
    "  'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
    "LOCATION",
    `  '${s3}/parts'`,
    "TBLPROPERTIES (",
    "  'transient_lastDdlTime'='<now>', ",
    "  'k'='it\\'s')",
  ]);
  const before = await lab.table("parts");
  await lab.ask("DROP TABLE parts");
  await lab.ask(rows.flat().join("\n"));
  const again = await lab.table("parts");
  assert.deepEqual(again.StorageDescriptor, before.StorageDescriptor);
  assert.deepEqual(again.PartitionKeys, before.PartitionKeys);
  const serde = (await lab.lines("SHOW CREATE TABLE test_db.labels")).slice(0, 7);
  assert.deepEqual(serde, [
    "CREATE EXTERNAL TABLE `test_db.labels`(",
    "  `box` struct<w:int,h:array<struct<x:int>>> COMMENT 'from deserializer', ",
    "  `extra` map<string,int> COMMENT 'from deserializer')",
    "ROW FORMAT SERDE ",
    "  'org.openx.data.jsonserde.JsonSerDe' ",
    "WITH SERDEPROPERTIES ( ",
    "  'ignore.malformed.json'='true') ",
  ]);
});

test("the context's database may stand in backticks, as awswrangler gives it", async () => {
  const QueryExecutionContext = { Database: "`test_db`" };
  assert.equal(
    (await lab.rows("SHOW CREATE TABLE `parts`;", { QueryExecutionContext }))[0]?.[0],
    "CREATE EXTERNAL TABLE `parts`(",
  );
  assert.deepEqual(await lab.rows("SELECT count(*) AS n FROM parts", { QueryExecutionContext }), [["n"], ["0"]]);
});

test("DESCRIBE lists the columns, and the partition keys once extra", async () => {
  const { columns, rows, execution } = await lab.ask("DESCRIBE test_db.parts");
  assert.equal(execution.SubstatementType, "DESCRIBE_TABLE");
  assert.deepEqual(columns, ["col_name string", "data_type string", "comment string"]);
  const described = [
    "part                \tstring              \tits number          ",
    "a_name_of_twenty_two_ch\tint                 \t                    ",
    "day                 \tstring              \tof inspection       ",
    "\t \t ",
    "# Partition Information\t \t ",
    "# col_name            \tdata_type           \tcomment             ",
    "\t \t ",
    "day                 \tstring              \tof inspection       ",
  ];
  assert.deepEqual(rows.flat(), described);
  const extended = await lab.lines("DESC EXTENDED parts");
  assert.deepEqual(extended.slice(0, -2), described);
  assert.match(
    extended.at(-1) ?? "",
    /^Detailed Table Information\tTable\(tableName:parts, dbName:test_db, owner:hadoop, .*tableType:EXTERNAL_TABLE\)\t$/,
  );
  const formatted = await lab.lines("DESCRIBE FORMATTED parts");
  for (const row of [
    "Database:           \ttest_db             \t ",
    `Location:           \t${s3}/parts\t `,
    "Table Type:         \tEXTERNAL_TABLE      \t ",
    "\tEXTERNAL            \tTRUE                ",
    "# Storage Information\t \t ",
    "Compressed:         \tNo                  \t ",
    "Num Buckets:        \t-1                  \t ",
  ]) {
    assert.ok(
      formatted.some((line) => line?.trimEnd() === row.trimEnd()),
      `${row} in ${formatted.join("\n")}`,
    );
  }
});

test("DESCRIBE goes into columns and partitions", async () => {
  const row = (name: string, type: string) => `${name.padEnd(20)}\t${type.padEnd(20)}\tfrom deserializer   `;
  assert.deepEqual(await lab.lines("DESCRIBE parts part"), [row("part", "string")]);
  assert.deepEqual(await lab.lines("DESCRIBE labels box"), [row("w", "int"), row("h", "array<struct<x:int>>")]);
  assert.deepEqual(await lab.lines("DESCRIBE labels box.h.`$elem$`"), [row("x", "int")]);
  assert.deepEqual(await lab.lines("DESCRIBE labels extra.'$value$'"), [row("$value$", "int")]);
  assert.equal((await lab.ask("DESCRIBE FORMATTED parts part")).columns.length, 11);
  await lab.ask("ALTER TABLE parts ADD PARTITION (day = '1')");
  const partition = await lab.lines("DESCRIBE FORMATTED parts PARTITION (day = '1')");
  assert.ok(partition.includes("Partition Value:    \t[1]                 \t "));
  const refused: [string, RegExp][] = [
    ["DESCRIBE parts nope", /cannot find field nope from \[0:part, 1:a_name_of_twenty_two_ch, 2:day\]$/],
    ["DESCRIBE FORMATTED parts PARTITION (day = '2')", /\[Error 10006\]: Partition not found \{day=2\}$/],
    ["DESCRIBE absent", /^Entity Not Found \(Service: AmazonDataCatalog; /],
    ['DESCRIBE "parts"', /^line 1:10: no viable alternative at input 'DESCRIBE "parts"'$/],
  ];
  for (const [sql, reason] of refused) {
    assert.match(await lab.reason(sql), reason, sql);
  }
});

test("a view is told in Trino's types, and stands in the catalog as Athena writes it", async () => {
  const types = ["part\tvarchar", "limit_of\tdouble", "many\tarray(integer)"];
  for (const sql of ["DESCRIBE ng", "SHOW COLUMNS FROM ng"]) {
    const { columns, rows, execution } = await lab.ask(sql);
    assert.deepEqual(
      [execution.SubstatementType, columns, rows.flat()],
      ["DESC_VIEW", ["column varchar", "type varchar"], types],
    );
  }
  const view = await lab.table("ng");
  assert.deepEqual(
    [view.TableType, view.ViewExpandedText, view.Parameters?.presto_view, view.Parameters?.comment],
    ["VIRTUAL_VIEW", "/* Presto View */", "true", "Presto View"],
  );
  assert.deepEqual(
    view.StorageDescriptor?.Columns?.map(({ Name, Type }) => `${Name} ${Type}`),
    ["part string", "limit_of double", "many array<int>"],
  );
  const [, encoded = ""] = /^\/\* Presto View: (\S+) \*\/$/.exec(view.ViewOriginalText ?? "") ?? [];
  const definition = JSON.parse(Buffer.from(encoded, "base64").toString()) as Record<string, unknown>;
  assert.deepEqual([definition.catalog, definition.schema], ["awsdatacatalog", "test_db"]);
  assert.match(String(definition.originalSql), /^SELECT\n {2}part\n, 1\.5E0 limit_of/);
  const { columns, rows } = await lab.ask('SHOW CREATE VIEW "ng"');
  assert.deepEqual(columns, ["create view varchar"]);
  assert.deepEqual(rows.flat().slice(0, 3), ["CREATE VIEW test_db.ng AS", "SELECT", "  part"]);
  await lab.ask("CREATE OR REPLACE VIEW ng AS SELECT 1 AS one");
  assert.deepEqual(await lab.rows("SELECT * FROM ng"), [["one"], ["1"]]);
  assert.match(await lab.reason("CREATE VIEW ng AS SELECT 1 AS one"), /View already exists/);
  assert.match(await lab.reason("DROP TABLE ng"), /Cannot drop a view with DROP TABLE$/);
  await lab.ask("DROP VIEW test_db.ng");
  await lab.ask('DROP VIEW IF EXISTS "ng"');
  assert.equal(
    await lab.reason("DROP VIEW ng"),
    "TABLE_NOT_FOUND: line 1:1: View 'awsdatacatalog.test_db.ng' does not exist",
  );
  assert.match(
    await lab.reason("DROP VIEW `ng`"),
    /^SYNTAX_ERROR: line 1:11: backquoted identifiers are not supported/,
  );
});
