import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { hasIceberg } from "../../engines/installation";
import { TestClient } from "../testing/test-client";

/** `npm test` installs it; a test that is run alone may be without. */
const skip = hasIceberg() ? false : "Iceberg is not installed: npm run setup -- lake";

let lab: TestClient;
before(async () => {
  lab = await TestClient.borrow("lake-bucket");
});
after(() => lab.close());

const place = (table: string) => `LOCATION 's3://lake-bucket/lake/${table}/' TBLPROPERTIES ('table_type'='ICEBERG'`;

/** The rows of a SELECT without the names of its columns. */
const rows = async (sql: string) => (await lab.rows(sql)).slice(1);

test("rows are inserted, updated, deleted and merged; each state can be asked for again", { skip }, async () => {
  await lab.run(`CREATE TABLE readings (id bigint, line string, seen timestamp, area decimal(10,2), tags array<string>)
    PARTITIONED BY (day(seen), bucket(4, id)) ${place("readings")})`);
  assert.deepEqual(await rows("SELECT * FROM readings"), []);
  await lab.run(`INSERT INTO readings VALUES
    (1, 'L1', TIMESTAMP '2025-07-01 10:00:00', 1.5, ARRAY['a']),
    (2, 'L2', TIMESTAMP '2025-07-02 10:00:00', 2.5, ARRAY['b', 'c']),
    (3, 'L3', TIMESTAMP '2025-07-02 11:00:00', 3.5, NULL)`);
  await lab.run("UPDATE readings SET line = 'L9' WHERE id = 2");
  await lab.run("DELETE FROM readings WHERE id = 1");
  await lab.run(`MERGE INTO readings t USING (VALUES (BIGINT '3', 'L8'), (BIGINT '4', 'L7')) s (id, line) ON t.id = s.id
    WHEN MATCHED THEN UPDATE SET line = s.line WHEN NOT MATCHED THEN INSERT (id, line) VALUES (s.id, s.line)`);
  const now = [
    ["2", "L9", "2025-07-02 10:00:00.000", "2.50", "[b, c]"],
    ["3", "L8", "2025-07-02 11:00:00.000", "3.50", undefined],
    ["4", "L7", undefined, undefined, undefined],
  ];
  assert.deepEqual(await rows("SELECT * FROM readings ORDER BY id"), now);
  const snapshots = await rows(
    `SELECT CAST(snapshot_id AS varchar), CAST(committed_at AS varchar) FROM "readings$snapshots" ORDER BY committed_at`,
  );
  assert.equal(snapshots.length, 4);
  const at = (index: number) =>
    rows(`SELECT id, line FROM readings FOR VERSION AS OF ${snapshots[index]?.[0]} ORDER BY id`);
  assert.deepEqual(await at(0), [
    ["1", "L1"],
    ["2", "L2"],
    ["3", "L3"],
  ]);
  assert.deepEqual(await at(1), [
    ["1", "L1"],
    ["2", "L9"],
    ["3", "L3"],
  ]);
  const then = await rows(`SELECT count(*) FROM readings FOR TIMESTAMP AS OF TIMESTAMP '${snapshots[2]?.[1]}'`);
  assert.deepEqual(then, [["2"]]);
  assert.match(
    await lab.reason("SELECT * FROM readings FOR TIMESTAMP AS OF TIMESTAMP '2020-01-01 00:00:00 UTC'"),
    /No version history table/,
  );
  for (const [name, least] of Object.entries({ history: 4, files: 3, partitions: 3, manifests: 1, refs: 1 })) {
    const [[count] = []] = await rows(`SELECT count(*) FROM "test_db"."readings$${name}"`);
    assert.ok(Number(count) >= least, `${name}: ${count}`);
  }
  const { Parameters = {}, StorageDescriptor } = await lab.table("readings");
  assert.equal(Parameters.table_type, "ICEBERG");
  assert.match(Parameters.metadata_location ?? "", /\/metadata\/0000\d-.*\.metadata\.json$/);
  assert.notEqual(Parameters.previous_metadata_location, undefined);
  assert.deepEqual(
    StorageDescriptor?.Columns?.map(({ Name, Type, Parameters: p }) => [Name, Type, p?.["iceberg.field.id"]]),
    [
      ["id", "bigint", "1"],
      ["line", "string", "2"],
      ["seen", "timestamp", "3"],
      ["area", "decimal(10,2)", "4"],
      ["tags", "array<string>", "5"],
    ],
  );
});

test("columns come, go, get wider, other names and other places; old rows follow", { skip }, async () => {
  await lab.run(
    `CREATE TABLE evolving (a int COMMENT 'first', b float, c decimal(4,1), d string) ${place("evolving")})`,
  );
  await lab.run("INSERT INTO evolving VALUES (1, REAL '1.5', 2.5, 'x')");
  await lab.run("ALTER TABLE evolving ADD COLUMNS (e bigint, f struct<x:int,y:string>)");
  await lab.run("ALTER TABLE evolving CHANGE COLUMN a id bigint COMMENT 'renamed' AFTER b");
  await lab.run("ALTER TABLE evolving CHANGE c c decimal(12,1) FIRST");
  await lab.run("ALTER TABLE evolving CHANGE b b double");
  await lab.run("ALTER TABLE evolving DROP COLUMN d");
  await lab.run("INSERT INTO evolving VALUES (99999999999.5, 2e0, 5000000000, 7, ROW(1, 'q'))");
  const { columns, rows: all } = await lab.ask("SELECT * FROM evolving ORDER BY id");
  assert.deepEqual(columns.slice(0, 4), ["c decimal", "b double", "id bigint", "e bigint"]);
  assert.deepEqual(all.slice(1), [
    ["2.5", "1.5", "1", undefined, undefined],
    ["99999999999.5", "2.0", "5000000000", "7", "{x=1, y=q}"],
  ]);
  assert.deepEqual(
    (await lab.lines("DESCRIBE evolving")).map((line) => line?.split(/\s+/).slice(0, 3).join(" ").trim()).slice(2, 5),
    ["c decimal(12,1)", "b double", "id bigint renamed"],
  );
  assert.deepEqual(
    (await lab.lines("SHOW COLUMNS IN evolving")).map((line) => line?.trim()),
    ["c", "b", "id", "e", "f"],
  );
  const refused: [string, RegExp][] = [
    ["CHANGE id id int", /Cannot change column type: id/],
    ["CHANGE id e bigint", /Duplicate column name: e/],
    ["CHANGE nowhere x int", /Invalid column reference nowhere/],
    ["ADD COLUMNS (e int)", /Duplicate column name: e/],
    ["ADD COLUMNS (g tinyint)", /Unsupported type for Iceberg: tinyint/],
    ["DROP COLUMN nowhere", /Invalid column reference nowhere/],
    ["REPLACE COLUMNS (g int)", /not supported for Iceberg tables/],
    ["SET TBLPROPERTIES ('history.expire.max-snapshot-age-ms'='1')", /Unsupported table property key: history/],
    ["SET TBLPROPERTIES ('format'='csv')", /Unsupported value of the table property format/],
  ];
  for (const [alteration, reason] of refused) {
    assert.match(await lab.reason(`ALTER TABLE evolving ${alteration}`), reason);
  }
  await lab.run("ALTER TABLE evolving RENAME TO evolved");
  assert.deepEqual(await rows("SELECT count(*) FROM evolved"), [["2"]]);
  assert.match(await lab.reason("SELECT * FROM evolving"), /^TABLE_NOT_FOUND/);
});

test("small files become one, old snapshots go, as the table's properties say", { skip }, async () => {
  await lab.run(
    `CREATE TABLE kept (id int) ${place("kept")}, 'vacuum_max_snapshot_age_seconds'='1', 'vacuum_min_snapshots_to_keep'='2')`,
  );
  const files = async () =>
    (await rows(`SELECT count_if(content = 0), count_if(content > 0) FROM "kept$files"`))[0]?.join();
  for (const id of [1, 2, 3, 4]) {
    await lab.run(`INSERT INTO kept VALUES (${id})`);
  }
  await lab.run("OPTIMIZE kept REWRITE DATA USING BIN_PACK");
  assert.equal(await files(), "4,0", "five are worth it by default");
  await lab.run("ALTER TABLE kept SET TBLPROPERTIES ('optimize_rewrite_data_file_threshold'='4')");
  await lab.run("DELETE FROM kept WHERE id = 4");
  await lab.run("OPTIMIZE kept REWRITE DATA USING BIN_PACK");
  assert.equal(await files(), "1,0");
  assert.equal((await lab.keys("lake/kept/data/")).length, 6, "what the snapshots before need is there");
  await new Promise((done) => setTimeout(done, 1_200));
  await lab.run("VACUUM kept");
  assert.deepEqual(await rows(`SELECT count(*) FROM "kept$snapshots"`), [["2"]]);
  assert.deepEqual(await rows("SELECT id FROM kept ORDER BY 1"), [["1"], ["2"], ["3"]]);
  await lab.run("ALTER TABLE kept UNSET TBLPROPERTIES ('vacuum_min_snapshots_to_keep')");
  await lab.run("VACUUM kept");
  assert.deepEqual(await rows(`SELECT count(*) FROM "kept$snapshots"`), [["1"]]);
  assert.equal((await lab.keys("lake/kept/data/")).length, 1);
  await lab.run("ALTER TABLE kept SET TBLPROPERTIES ('optimize_rewrite_data_file_threshold'='1')");
  assert.match(
    await lab.reason("OPTIMIZE kept REWRITE DATA USING BIN_PACK WHERE id % 2 = 1"),
    /^NOT_SUPPORTED: OPTIMIZE takes a WHERE on columns by which the table is partitioned/,
  );
  assert.match(await lab.reason("OPTIMIZE kept"), /mismatched input '<EOF>'\. Expecting: 'REWRITE'/);
  assert.match(await lab.reason("VACUUM nowhere"), /^TABLE_NOT_FOUND/);
});

test("a query makes a table, which its DDL makes again; DROP TABLE takes the data", { skip }, async () => {
  await lab.run(`CREATE TABLE made WITH (table_type = 'ICEBERG', location = 's3://lake-bucket/lake/made/', is_external = false,
    format = 'ORC', write_compression = 'SNAPPY', partitioning = ARRAY['month(seen)', 'bucket(id, 4)'],
    vacuum_min_snapshots_to_keep = 3) AS SELECT 1 AS id, TIMESTAMP '2025-07-01 00:00:00' AS seen, 'x' AS line`);
  assert.deepEqual(await rows("SELECT id, line FROM made"), [["1", "x"]]);
  assert.ok((await lab.keys("lake/made/data/")).every((key) => key.endsWith(".orc")));
  const ddl = (await lab.lines("SHOW CREATE TABLE made")).join("\n");
  assert.match(ddl, /month\(`seen`\),\n {2}bucket\(4, `id`\)\)/);
  assert.match(ddl, /'vacuum_min_snapshots_to_keep'='3'/);
  await lab.run(ddl.replace("CREATE TABLE made", "CREATE TABLE again").replace("/lake/made", "/lake/again"));
  assert.equal((await lab.lines("SHOW CREATE TABLE again")).join("\n").replaceAll("again", "made"), ddl);
  assert.deepEqual(await lab.lines("SHOW TBLPROPERTIES made('write_compression')"), ["snappy"]);
  await lab.run("DROP TABLE made");
  assert.deepEqual(await lab.keys("lake/made/"), []);
  assert.match(await lab.reason("SELECT * FROM made"), /^TABLE_NOT_FOUND/);
});

test("what Athena does not make is refused", { skip }, async () => {
  const refused: [string, RegExp][] = [
    [`CREATE EXTERNAL TABLE no (a int) ${place("no")})`, /^External keyword not supported for table type ICEBERG/],
    ["CREATE TABLE no (a int) TBLPROPERTIES ('table_type'='ICEBERG')", /^No location was specified for table/],
    [`CREATE TABLE no (a char(3)) ${place("no")})`, /Unsupported type for Iceberg: char\(3\)/],
    [`CREATE TABLE no (a int) PARTITIONED BY (b) ${place("no")})`, /not among the columns/],
    [`CREATE TABLE no (a int) PARTITIONED BY (hour(a)) ${place("no")})`, /does not take the column a/],
    [`CREATE TABLE no (a int) ${place("no")}, 'write.format.default'='orc')`, /Unsupported table property key/],
    ["CREATE TABLE no WITH (table_type = 'ICEBERG', is_external = false) AS SELECT 1 AS a", /needs a location/],
    ["SELECT * FROM awsdatacatalog_iceberg.test_db.evolved", /^CATALOG_NOT_FOUND/],
  ];
  for (const [sql, reason] of refused) {
    assert.match(await lab.reason(sql), reason, sql);
  }
});

test("of writers that race, each one's rows are there once, or it is told that it lost", { skip }, async () => {
  await lab.run(`CREATE TABLE raced (id int) ${place("raced")})`);
  const ids = await Promise.all(Array.from({ length: 8 }, (_, id) => lab.start(`INSERT INTO raced VALUES (${id})`)));
  const ended = await Promise.all(ids.map((id) => lab.end(id)));
  const won = ended.flatMap(({ Status }, id) => (Status?.State === "SUCCEEDED" ? [[String(id)]] : []));
  for (const { Status } of ended.filter(({ Status }) => Status?.State !== "SUCCEEDED")) {
    assert.match(Status?.StateChangeReason ?? "", /^ICEBERG_COMMIT_ERROR/);
  }
  assert.ok(won.length > 0);
  assert.deepEqual(await rows("SELECT id FROM raced ORDER BY id"), won);
});
