import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { TestClient } from "../../testing/test-client";

const s3 = "s3://lab-bucket";
let lab: TestClient;
before(async () => {
  lab = await TestClient.borrow("lab-bucket");
  await lab.put("parts/day=2025-07-01/a.csv", "P1,L1,10.5\nP2,L2,\n");
  await lab.put("parts/day=2025-07-02/a.csv", "P3,L1,-2\n");
  await lab.ask(`CREATE EXTERNAL TABLE parts (part string, line string, area double) PARTITIONED BY (day string)
    ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION '${s3}/parts/'`);
  await lab.ask("MSCK REPAIR TABLE parts");
});
after(() => lab.close());

/** The codecs of the Parquet files below a folder, read by DuckDB. */
async function codecs(folder: string): Promise<unknown[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  const path = join(lab.dataDir, "s3", folder.replace("s3://", ""), "**", "*");
  const reader = await connection.runAndReadAll(`SELECT DISTINCT compression FROM parquet_metadata('${path}')`);
  return reader.getRows().flat();
}

const serde = async (table: string) =>
  (await lab.table(table)).StorageDescriptor?.SerdeInfo?.SerializationLibrary?.split(".").at(-1);

test("a table without properties is GZIP Parquet in the query's own folder", async () => {
  const { execution, rows } = await lab.ask("CREATE TABLE plain AS SELECT part, 1.5 AS x FROM parts;");
  assert.deepEqual(rows, []);
  assert.deepEqual([execution.StatementType, execution.SubstatementType], ["DDL", "CREATE_TABLE_AS_SELECT"]);
  const location = (await lab.table("plain")).StorageDescriptor?.Location ?? "";
  assert.equal(location, `${s3}/results/tables/${execution.QueryExecutionId}`);
  assert.deepEqual(await codecs(location), ["GZIP"]);
  assert.equal((await lab.table("plain")).StorageDescriptor?.Columns?.[1]?.Type, "double");
});

test("each format is written and read back", async () => {
  const formats: [string, string, string][] = [
    ["PARQUET", "write_compression = 'SNAPPY'", "ParquetHiveSerDe"],
    ["ORC", "orc_compression = 'ZLIB'", "OrcSerde"],
    ["AVRO", "write_compression = 'SNAPPY'", "AvroSerDe"],
    ["JSON", "write_compression = 'GZIP'", "JsonSerDe"],
    ["TEXTFILE", "field_delimiter = ';', write_compression = 'NONE'", "LazySimpleSerDe"],
  ];
  for (const [format, more, library] of formats) {
    const name = `in_${format.toLowerCase()}`;
    const location = `${s3}/formats/${name}/`;
    await lab.ask(`CREATE TABLE ${name} WITH (format = '${format}', external_location = '${location}', ${more})
      AS SELECT part, area FROM parts`);
    assert.equal(await serde(name), library);
    assert.deepEqual(await lab.rows(`SELECT part, area FROM ${name} ORDER BY part`), [
      ["part", "area"],
      ["P1", "10.5"],
      ["P2", undefined],
      ["P3", "-2.0"],
    ]);
  }
  assert.deepEqual(await codecs(`${s3}/formats/in_parquet/`), ["SNAPPY"]);
});

test("a partition is written again where a column is NULL in all of its rows", async () => {
  await lab.ask(`CREATE TABLE unknown WITH (partitioned_by = ARRAY['day']) AS
    SELECT CAST(NULL AS varchar) AS part, CAST(NULL AS varbinary) AS bytes, '2025-07-01' AS day`);
  await lab.ask("INSERT INTO unknown VALUES (NULL, NULL, '2025-07-01')");
  await lab.ask("INSERT INTO unknown VALUES ('P1', X'00', '2025-07-01')");
  assert.deepEqual(await lab.rows("SELECT count(*), count(part), max(day) FROM unknown WHERE day > '2025'"), [
    ["_col0", "_col1", "_col2"],
    ["3", "1", "2025-07-01"],
  ]);
});

test("partitions and buckets are made, and Glue knows them", async () => {
  await lab.ask(`CREATE TABLE by_day WITH (partitioned_by = ARRAY['day'], bucketed_by = ARRAY['part'], bucket_count = 2)
    AS SELECT part, area, day FROM parts`);
  assert.deepEqual(await lab.lines("SHOW PARTITIONS by_day"), ["day=2025-07-01", "day=2025-07-02"]);
  assert.deepEqual((await lab.table("by_day")).StorageDescriptor?.BucketColumns, ["part"]);
  assert.deepEqual(await lab.rows("SELECT part FROM by_day WHERE day = '2025-07-02'"), [["part"], ["P3"]]);
  assert.match(
    await lab.reason("CREATE TABLE wrong WITH (partitioned_by = ARRAY['part']) AS SELECT part, day FROM parts"),
    /^HIVE_COLUMN_ORDER_MISMATCH: Partition keys must be the last columns/,
  );
});

test("WITH NO DATA makes an empty table, IF NOT EXISTS makes none", async () => {
  await lab.ask("CREATE TABLE empty AS SELECT part, area FROM parts WITH NO DATA");
  assert.deepEqual(await lab.rows("SELECT * FROM empty"), [["part", "area"]]);
  await lab.ask("CREATE TABLE IF NOT EXISTS empty AS SELECT 1 AS other");
  assert.deepEqual(await lab.rows("SELECT * FROM empty"), [["part", "area"]]);
});

test("a hundred partitions are written, one more is refused, by CREATE TABLE AS and by INSERT", async () => {
  const hundred = "FROM UNNEST(sequence(1, 100)) AS t(x)";
  const more = "FROM UNNEST(sequence(1, 101)) AS t(x)";
  const limit = "HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets. ";
  await lab.ask(`CREATE TABLE many WITH (partitioned_by = ARRAY['p']) AS SELECT x AS a, x AS p ${hundred}`);
  assert.equal((await lab.lines("SHOW PARTITIONS many")).length, 100);
  const created = await lab.reason(
    `CREATE TABLE too_many WITH (partitioned_by = ARRAY['p']) AS SELECT x AS a, x AS p ${more}`,
  );
  assert.ok(created.startsWith(`${limit}You may need to manually clean the data at location '${s3}/results/tables/`));
  const inserted = await lab.reason(`INSERT INTO many SELECT x, x + 1000 ${more}`);
  assert.ok(inserted.startsWith(`${limit}If a data manifest file was generated at '${s3}/results/`), inserted);
});

test("INSERT adds rows, and the partitions appear in Glue", async () => {
  await lab.ask("CREATE TABLE grows WITH (partitioned_by = ARRAY['day']) AS SELECT part, area, day FROM parts");
  const { execution } = await lab.ask("INSERT INTO test_db.grows VALUES ('P9', 1.25, '2025-07-03')");
  assert.deepEqual([execution.StatementType, execution.SubstatementType], ["DML", "INSERT"]);
  await lab.ask('INSERT INTO "awsdatacatalog"."test_db"."grows" SELECT part, area * 2, day FROM parts');
  assert.deepEqual(await lab.lines("SHOW PARTITIONS grows"), ["day=2025-07-01", "day=2025-07-02", "day=2025-07-03"]);
  assert.deepEqual(await lab.rows("SELECT count(*), sum(area) FROM grows"), [
    ["_col0", "_col1"],
    ["7", "26.75"],
  ]);
});

test("a folder with files, a table that is there, columns without names are refused", async () => {
  const path = await lab.reason(`CREATE TABLE onto WITH (external_location = '${s3}/parts/') AS SELECT 1 AS a`);
  assert.match(
    path,
    /^HIVE_PATH_ALREADY_EXISTS: Target directory for table 'test_db\.onto' already exists: s3:\/\/lab-bucket\/parts\. You may need to manually clean the data at location 's3:\/\/lab-bucket\/results\/tables\/[0-9a-f-]{36}' before retrying\. Athena will not delete data in your account\.$/,
  );
  assert.match(
    await lab.reason("CREATE TABLE parts AS SELECT 1 AS a"),
    /^TABLE_ALREADY_EXISTS: .*test_db\.parts' already exists\. /,
  );
  assert.match(
    await lab.reason("CREATE TABLE unnamed AS SELECT 1"),
    /^MISSING_COLUMN_NAME: line 1:1: Column name not specified at position 1\. You may/,
  );
  assert.match(
    await lab.reason("CREATE TABLE iceberg WITH (table_type = 'ICEBERG') AS SELECT 1 AS a"),
    /^INVALID_TABLE_PROPERTY: line 1:\d+: An Iceberg table needs is_external = false/,
  );
  assert.match(
    await lab.reason("CREATE TABLE odd WITH (partition_by = ARRAY['a']) AS SELECT 1 AS a"),
    /^INVALID_TABLE_PROPERTY: line 1:24: Catalog 'awsdatacatalog' table property 'partition_by' does not exist/,
  );
});

test("rows of a table of files are not changed", async () => {
  const refusal = "NOT_SUPPORTED: Modifying Hive table rows is only supported for transactional tables";
  assert.equal(await lab.reason("DELETE FROM parts WHERE day = '2025-07-01'"), refusal);
  assert.equal(await lab.reason("UPDATE parts SET line = 'x'"), refusal);
  assert.match(await lab.reason("DELETE FROM nowhere"), /^TABLE_NOT_FOUND: line 1:1: /);
  assert.equal((await lab.lines("SHOW PARTITIONS parts")).length, 2);
});
