import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetDatabaseCommand } from "@aws-sdk/client-glue";
import { TestClient } from "../../testing/test-client";

const s3 = "s3://lab-bucket";
let lab: TestClient;
before(async () => {
  lab = await TestClient.borrow("lab-bucket");
});
after(() => lab.close());

test("a table stands in the catalog as Athena writes it", async () => {
  await lab.ask(`CREATE EXTERNAL TABLE IF NOT EXISTS Parts (
      Part string COMMENT 'its number', -- a note
      area decimal(10,2), ratio decimal, code char(3), name varchar(20), n int,
      box struct<w:int, h:array<double>>, tags array<string>, extra map<string, struct<a:bigint>>)
    COMMENT 'All parts'
    PARTITIONED BY (day date COMMENT 'of inspection')
    CLUSTERED BY (part) INTO 4 BUCKETS
    ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' COLLECTION ITEMS TERMINATED BY '\\002'
      MAP KEYS TERMINATED BY ':' LINES TERMINATED BY '\\n' NULL DEFINED AS ''
    STORED AS TEXTFILE
    LOCATION '${s3}/parts/'
    TBLPROPERTIES ('skip.header.line.count'='1', "classification"="csv");`);
  const table = await lab.table("parts");
  const { transient_lastDdlTime, ...parameters } = table.Parameters ?? {};
  assert.ok(Math.abs(Number(transient_lastDdlTime) - Date.now() / 1000) < 60);
  assert.deepEqual(parameters, {
    EXTERNAL: "TRUE",
    comment: "All parts",
    "skip.header.line.count": "1",
    classification: "csv",
  });
  assert.deepEqual([table.TableType, table.Owner, table.Description], ["EXTERNAL_TABLE", "hadoop", "All parts"]);
  assert.deepEqual(table.PartitionKeys, [{ Name: "day", Type: "date", Comment: "of inspection" }]);
  const storage = table.StorageDescriptor ?? {};
  assert.deepEqual(
    storage.Columns?.map(({ Name, Type }) => `${Name} ${Type}`),
    [
      "part string",
      "area decimal(10,2)",
      "ratio decimal(10,0)",
      "code char(3)",
      "name varchar(20)",
      "n int",
      "box struct<w:int,h:array<double>>",
      "tags array<string>",
      "extra map<string,struct<a:bigint>>",
    ],
  );
  assert.equal(storage.Columns?.[0]?.Comment, "its number");
  assert.deepEqual([storage.NumberOfBuckets, storage.BucketColumns, storage.Compressed], [4, ["part"], false]);
  assert.equal(storage.Location, `${s3}/parts`);
  assert.deepEqual(storage.SerdeInfo, {
    SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
    Parameters: {
      "field.delim": "\t",
      "serialization.format": "\t",
      "escape.delim": "\\",
      "colelction.delim": "\u0002",
      "mapkey.delim": ":",
      "line.delim": "\n",
      "serialization.null.format": "",
    },
  });
});

test("each STORED AS has its classes; SERDE and INPUTFORMAT may be given", async () => {
  const serdeOf = async (clauses: string) => {
    await lab.ask(`CREATE EXTERNAL TABLE stored (a int) ${clauses} LOCATION '${s3}/stored/'`);
    const { StorageDescriptor } = await lab.table("stored");
    await lab.ask("DROP TABLE stored");
    const last = (name: string | undefined) => name?.split(".").at(-1);
    return [
      last(StorageDescriptor?.SerdeInfo?.SerializationLibrary),
      last(StorageDescriptor?.InputFormat),
      last(StorageDescriptor?.OutputFormat),
    ];
  };
  const text = ["TextInputFormat", "HiveIgnoreKeyTextOutputFormat"];
  const expected: [string, string[]][] = [
    ["", ["LazySimpleSerDe", ...text]],
    ["STORED AS PARQUET", ["ParquetHiveSerDe", "MapredParquetInputFormat", "MapredParquetOutputFormat"]],
    ["stored as orc", ["OrcSerde", "OrcInputFormat", "OrcOutputFormat"]],
    ["STORED AS AVRO", ["AvroSerDe", "AvroContainerInputFormat", "AvroContainerOutputFormat"]],
    ["STORED AS JSON", ["JsonSerDe", ...text]],
    ["STORED AS RCFILE", ["LazyBinaryColumnarSerDe", "RCFileInputFormat", "RCFileOutputFormat"]],
    ["STORED AS SEQUENCEFILE", ["LazySimpleSerDe", "SequenceFileInputFormat", "HiveSequenceFileOutputFormat"]],
    ["STORED AS INPUTFORMAT 'a.In' OUTPUTFORMAT 'a.Out'", ["LazySimpleSerDe", "In", "Out"]],
    ["ROW FORMAT SERDE 'a.Own' STORED AS INPUTFORMAT 'a.In' OUTPUTFORMAT 'a.Out'", ["Own", "In", "Out"]],
    ["ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'", ["JsonSerDe", ...text]],
  ];
  for (const [clauses, classes] of expected) {
    assert.deepEqual(await serdeOf(clauses), classes, clauses);
  }
});

test("properties of a SERDE are read with Hive's quotes and backslashes", async () => {
  await lab.ask(`CREATE EXTERNAL TABLE regex (a string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe'
    WITH SERDEPROPERTIES ("input.regex" = "^(\\\\w+),\\"x\\"$", 'quote' = '\\'') LOCATION '${s3}/regex/'`);
  assert.deepEqual((await lab.table("regex")).StorageDescriptor?.SerdeInfo?.Parameters, {
    "serialization.format": "1",
    "input.regex": '^(\\w+),"x"$',
    quote: "'",
  });
});

test("Trino reads the delimiters of arrays and maps", async () => {
  await lab.put("nested/a.txt", "1|a#b|k:1#j:2\n2||\n");
  await lab.ask(`CREATE EXTERNAL TABLE nested (id int, tags array<string>, extra map<string,int>)
    ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' COLLECTION ITEMS TERMINATED BY '#' MAP KEYS TERMINATED BY ':'
    LOCATION '${s3}/nested/'`);
  const [, first] = await lab.rows("SELECT id, tags, extra['k'], extra['j'] FROM nested WHERE id = 1");
  assert.deepEqual(first, ["1", "[a, b]", "1", "2"]);
});

test("partitions are projected in all four kinds", async () => {
  await lab.put("projected/a/2025-07-01/x.csv", "1\n");
  await lab.put("projected/b/2025-07-02/x.csv", "2\n");
  await lab.put("projected/b/2025-07-09/x.csv", "9\n");
  await lab.ask(`CREATE EXTERNAL TABLE by_kind (n int) PARTITIONED BY (kind string, day string)
    LOCATION '${s3}/projected/' TBLPROPERTIES ('projection.enabled'='true',
    'projection.kind.type'='enum', 'projection.kind.values'='a,b', 'projection.day.type'='date',
    'projection.day.range'='2025-07-01,2025-07-03', 'projection.day.format'='yyyy-MM-dd',
    'storage.location.template'='${s3}/projected/\${kind}/\${day}/')`);
  assert.deepEqual(await lab.rows("SELECT n, kind, day FROM by_kind ORDER BY n"), [
    ["n", "kind", "day"],
    ["1", "a", "2025-07-01"],
    ["2", "b", "2025-07-02"],
  ]);
  await lab.put("numbered/n=2/x.csv", "7\n");
  await lab.put("numbered/n=5/x.csv", "8\n");
  await lab.ask(`CREATE EXTERNAL TABLE by_number (x int) PARTITIONED BY (n int) LOCATION '${s3}/numbered/'
    TBLPROPERTIES ('projection.enabled'='true', 'projection.n.type'='integer', 'projection.n.range'='1,3')`);
  assert.deepEqual(await lab.rows("SELECT x, n FROM by_number"), [
    ["x", "n"],
    ["7", "2"],
  ]);
  await lab.put("devices/d1/x.csv", "4\n");
  await lab.ask(`CREATE EXTERNAL TABLE by_device (x int) PARTITIONED BY (device string) LOCATION '${s3}/devices/'
    TBLPROPERTIES ('projection.enabled'='true', 'projection.device.type'='injected',
    'storage.location.template'='${s3}/devices/\${device}')`);
  assert.deepEqual(await lab.rows("SELECT x FROM by_device WHERE device = 'd1'"), [["x"], ["4"]]);
});

test("names: backticks quote, case folds, a hyphen and a reserved word need backticks", async () => {
  await lab.ask(`CREATE EXTERNAL TABLE \`My-Table\` (\`_a\` int, \`Date\` date, \`x y\` int) LOCATION '${s3}/x/'`);
  assert.deepEqual(
    (await lab.table("my-table")).StorageDescriptor?.Columns?.map(({ Name }) => Name),
    ["_a", "date", "x y"],
  );
  assert.deepEqual(await lab.rows('SELECT "_a", date, "x y" FROM "my-table"'), [["_a", "date", "x y"]]);
  await lab.ask("DROP TABLE `test_db`.`my-table`");
  await lab.ask("CREATE DATABASE IF NOT EXISTS `other-db` COMMENT 'x' LOCATION 's3://lab-bucket/other/'");
  await lab.ask(`CREATE EXTERNAL TABLE awsdatacatalog.\`other-db\`.t (a int) LOCATION '${s3}/x/'`);
  assert.match(await lab.reason("DROP DATABASE `other-db`"), /Database other-db is not empty/);
  await lab.ask("ALTER DATABASE `other-db` SET DBPROPERTIES ('owner' = 'quality')");
  const { Database } = await lab.glue.send(new GetDatabaseCommand({ Name: "other-db" }));
  assert.deepEqual([Database?.Description, Database?.Parameters], ["x", { owner: "quality" }]);
  await lab.ask("DROP SCHEMA `other-db` CASCADE");
  await lab.ask("DROP TABLE IF EXISTS `other-db`.t");
  await lab.ask("DROP DATABASE IF EXISTS `other-db`");
});

const location = `LOCATION '${s3}/x/'`;
const refusals: readonly [string, string][] = [
  [
    `CREATE EXTERNAL TABLE my-table (a int) ${location}`,
    "FAILED: ParseException line 1:24 missing EOF at '-' near 'my'",
  ],
  [
    `CREATE EXTERNAL TABLE "t" (a int) ${location}`,
    "FAILED: ParseException line 1:22 cannot recognize input near '\"t\"' '(' 'a' in table name",
  ],
  [
    `CREATE EXTERNAL TABLE t (\n  a int,\n  date date) ${location}`,
    "FAILED: ParseException line 3:2 cannot recognize input near 'date' 'date' ')' in column specification",
  ],
  [
    `CREATE EXTERNAL TABLE t (a int b int) ${location}`,
    "FAILED: ParseException line 1:31 mismatched input 'b' expecting ) near 'int' in create table statement",
  ],
  [
    `CREATE EXTERNAL TABLE t (a integer) ${location}`,
    "FAILED: ParseException line 1:27 cannot recognize input near 'integer' ')' 'LOCATION' in column type",
  ],
  [
    `CREATE EXTERNAL TABLE t (a int) ${location} STORED AS ORC`,
    `FAILED: ParseException line 1:62 missing EOF at 'STORED' near ''${s3}/x/''`,
  ],
  ["DROP TABLE t x", "FAILED: ParseException line 1:13 extraneous input 'x' expecting EOF near '<EOF>'"],
  [
    "ALTER TABLE parts DROP COLUMN area",
    "FAILED: ParseException line 1:23 mismatched input 'COLUMN' expecting PARTITION near 'DROP' in drop partition statement",
  ],
  [
    `CREATE EXTERNAL TABLE t (a int) STORED AS FOO ${location}`,
    "FAILED: SemanticException Unrecognized file format in STORED AS clause: 'FOO'",
  ],
  [
    `CREATE EXTERNAL TABLE t (a int, A int) ${location}`,
    "FAILED: SemanticException [Error 10036]: Duplicate column name: a",
  ],
  [
    `CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (a int) ${location}`,
    "FAILED: SemanticException [Error 10035]: Column repeated in partitioning columns",
  ],
  [
    `CREATE EXTERNAL TABLE absent.t (a int) ${location}`,
    "FAILED: SemanticException [Error 10072]: Database does not exist: absent",
  ],
  [
    `CREATE EXTERNAL TABLE parts (a int) ${location}`,
    "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. AlreadyExistsException(message:Table parts already exist)",
  ],
  [
    "CREATE DATABASE test_db",
    "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Database test_db already exists",
  ],
  ["DROP DATABASE absent", "FAILED: SemanticException [Error 10072]: Database does not exist: absent"],
  ["DROP TABLE absent", "FAILED: SemanticException [Error 10001]: Table not found test_db.absent"],
  ["CREATE EXTERNAL TABLE t (a int)", "No location was specified for table. An S3 location must be specified"],
  [`CREATE TABLE t (a int) ${location}`, "External keyword required for table type HIVE"],
  [
    `CREATE EXTERNAL TABLE t (a int) ${location} TBLPROPERTIES ('table_type'='ICEBERG')`,
    "External keyword not supported for table type ICEBERG",
  ],
];

test("what is refused is refused in Hive's words, at the place in the text", async () => {
  for (const [sql, reason] of refusals) {
    assert.equal(await lab.reason(sql), reason, sql);
  }
});
