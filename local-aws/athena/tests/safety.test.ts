import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreatePreparedStatementCommand,
  StopQueryExecutionCommand,
  UpdatePreparedStatementCommand,
} from "@aws-sdk/client-athena";
import { GetTableCommand, UpdateTableCommand } from "@aws-sdk/client-glue";
import { endless, TestClient } from "../testing/test-client";

const bucket = "athena-safety";
let client: TestClient;
let besides: readonly string[];

before(async () => {
  client = await TestClient.borrow(bucket);
  besides = readdirSync(dirname(client.dataDir));
  await client.put("t/a.csv", "1\n");
  await client.run(`CREATE EXTERNAL TABLE t (a int) LOCATION 's3://${bucket}/t/'`);
});

after(() => client.close());

/** Nothing of another catalog is read, whatever the way to it. */
const otherCatalogs = [
  "SELECT * FROM system.runtime.nodes",
  "SELECT * FROM system.runtime.queries",
  "SELECT * FROM system.runtime.tasks",
  "SELECT * FROM system.runtime.transactions",
  "SELECT * FROM system.metadata.catalogs",
  "SELECT * FROM system.metadata.table_properties",
  "SELECT * FROM system.jdbc.tables",
  "SELECT * FROM system.information_schema.tables",
  'SELECT * FROM "SYSTEM"."runtime"."nodes"',
  "SELECT * FROM (SELECT 1) JOIN system.runtime.nodes ON true",
  "WITH x AS (SELECT * FROM system.runtime.nodes) SELECT * FROM x",
  "SELECT (SELECT count(*) FROM system.runtime.nodes)",
  "SELECT 1 WHERE EXISTS (SELECT 1 FROM system.runtime.nodes)",
  "TABLE system.runtime.nodes",
  "VALUES (SELECT count(*) FROM system.runtime.nodes)",
  "CREATE TABLE leak AS SELECT node_id FROM system.runtime.nodes",
  "INSERT INTO t SELECT 1 FROM system.runtime.nodes",
  "CREATE VIEW leak AS SELECT * FROM system.runtime.nodes",
  "EXPLAIN SELECT * FROM system.runtime.nodes",
  "EXPLAIN ANALYZE SELECT * FROM system.runtime.nodes",
  "SELECT * FROM mysql.db.users",
  "SELECT * FROM TABLE(awsdatacatalog.system.query(query => 'SELECT 1'))",
  "SELECT * FROM TABLE(system.query('SELECT 1'))",
  "SELECT * FROM awsdatacatalog.system.tables",
];

for (const sql of otherCatalogs) {
  test(`fails: ${sql}`, async () => {
    const { StateChangeReason = "", AthenaError } = await client.failure(sql);
    assert.match(
      StateChangeReason,
      /^(PERMISSION_DENIED: Access Denied|CATALOG_NOT_FOUND|SCHEMA_NOT_FOUND|FUNCTION_NOT_FOUND|NOT_SUPPORTED: Unsupported Hive)/,
    );
    assert.equal(AthenaError?.ErrorCategory, 2);
  });
}

/** Statements that Athena has not: they do not even start. */
const noStatements = [
  "SHOW CATALOGS",
  "SHOW SESSION",
  "SHOW ROLES",
  "SHOW GRANTS",
  "SHOW STATS FOR t",
  "SET SESSION query_max_memory = '10TB'",
  "SET SESSION awsdatacatalog.compression_codec = 'GZIP'",
  "RESET SESSION query_max_memory",
  "SET ROLE ALL",
  "SET TIME ZONE 'Asia/Seoul'",
  "SET PATH awsdatacatalog.x",
  "SET SESSION AUTHORIZATION root",
  "USE system.runtime",
  "START TRANSACTION",
  "COMMIT",
  "CREATE CATALOG files USING hive WITH (\"hive.metastore\" = 'file')",
  "DROP CATALOG awsdatacatalog",
  "CREATE ROLE x",
  "GRANT SELECT ON t TO USER x",
  "REVOKE SELECT ON t FROM USER x",
  "DENY SELECT ON t TO USER x",
  "CREATE FUNCTION f() RETURNS int RETURN 1",
  "CALL system.runtime.kill_query('x', 'y')",
  "CALL awsdatacatalog.system.register_partition('test_db', 't', ARRAY['a'], ARRAY['1'], 'file:///etc')",
  "CALL system.flush_metadata_cache()",
  "/* a comment */ -- and one more\n CALL system.flush_metadata_cache()",
  "COMMENT ON TABLE t IS 'x'",
  "TRUNCATE TABLE t",
  "CREATE MATERIALIZED VIEW m AS SELECT 1 a",
];

for (const sql of noStatements) {
  test(`is not supported: ${sql}`, () =>
    assert.rejects(client.start(sql), {
      name: "InvalidRequestException",
      AthenaErrorCode: "MALFORMED_QUERY",
      message: "Queries of this type are not supported",
    }));
}

test("what is prepared is held to the same", async () => {
  const prepare = (StatementName: string, QueryStatement: string) =>
    client.athena.send(new CreatePreparedStatementCommand({ StatementName, QueryStatement, WorkGroup: "primary" }));
  const hidden = [
    "CREATE CATALOG files USING hive WITH (\"hive.metastore\" = 'file')",
    "CALL system.runtime.kill_query('x', 'y')",
    "SET SESSION query_max_memory = '10TB'",
    "DROP TABLE t",
    "EXECUTE other",
  ];
  for (const [index, statement] of hidden.entries()) {
    await prepare(`hidden_${index}`, statement);
    await assert.rejects(client.start(`EXECUTE hidden_${index}`), /Queries of this type are not supported/, statement);
    await assert.rejects(client.start(`/* x */ execute hidden_${index}`), /Queries of this type/, statement);
  }
  await prepare("peek", "SELECT * FROM system.runtime.nodes");
  assert.match((await client.failure("EXECUTE peek")).StateChangeReason ?? "", /^PERMISSION_DENIED/);
  await assert.rejects(client.start("EXECUTE IMMEDIATE 'SELECT 1'"), { AthenaErrorCode: "MALFORMED_QUERY" });
});

test("a prepared statement that becomes another kind while a query waits is not run", async () => {
  const statement = { StatementName: "turned", QueryStatement: "SELECT 1", WorkGroup: "primary" };
  await client.athena.send(new CreatePreparedStatementCommand(statement));
  const waiting = [];
  for (let index = 0; index < 20; index += 1) {
    waiting.push(await client.start(endless));
  }
  const id = await client.start("EXECUTE turned");
  const { State } = (await client.execution(id)).Status ?? {};
  await client.athena.send(new UpdatePreparedStatementCommand({ ...statement, QueryStatement: "DROP TABLE t" }));
  await Promise.all(
    waiting.map((QueryExecutionId) => client.athena.send(new StopQueryExecutionCommand({ QueryExecutionId }))),
  );
  assert.equal(State, "QUEUED");
  assert.match((await client.end(id)).Status?.StateChangeReason ?? "", /has been changed since/);
});

test("parameters, names and contexts carry no second statement and no other catalog", async () => {
  const parameter = { ExecutionParameters: ["(SELECT count(*) FROM system.runtime.nodes)"] };
  assert.match((await client.failure("SELECT ?", parameter)).StateChangeReason ?? "", /^PERMISSION_DENIED/);
  await assert.rejects(client.start("SELECT ?", { ExecutionParameters: ["1; DROP TABLE t"] }), /mismatched input ';'/);
  await assert.rejects(client.start("SELECT 1; DROP TABLE t"), /Only one sql statement is allowed/);
  const system = { QueryExecutionContext: { Catalog: "system", Database: "runtime" } };
  await assert.rejects(client.start("SELECT * FROM nodes", system), /DataCatalog system was not found/);
  const header = { QueryExecutionContext: { Database: "runtime\r\nX-Trino-Catalog: system" } };
  assert.match((await client.failure("SELECT * FROM nodes", header)).StateChangeReason ?? "", /^SCHEMA_NOT_FOUND/);
});

/** Places that are not in S3. */
const places = [
  "file:///etc/",
  "/etc/",
  "hdfs://localhost/x/",
  "http://localhost/x/",
  "local:///etc/",
  "s3://../../etc/",
];

for (const [index, place] of places.entries()) {
  test(`nothing is read from or written to ${place}`, async () => {
    const table = `outside_${index}`;
    const create = `CREATE EXTERNAL TABLE ${table} (line string) LOCATION`;
    if (place.startsWith("s3://")) {
      await client.run(`${create} '${place}'`);
    } else {
      await assert.rejects(client.start(`${create} '${place}'`), {
        name: "InvalidRequestException",
        message: `Invalid location ${place} for table. Only S3 locations are allowed`,
      });
      // Glue itself takes any text
      await client.run(`${create} 's3://${bucket}/none/'`);
      const { Table } = await client.glue.send(new GetTableCommand({ DatabaseName: "test_db", Name: table }));
      const { Name, PartitionKeys, TableType, Parameters, StorageDescriptor } = Table ?? {};
      const TableInput = { Name, PartitionKeys, TableType, Parameters };
      await client.glue.send(
        new UpdateTableCommand({
          DatabaseName: "test_db",
          TableInput: { ...TableInput, StorageDescriptor: { ...StorageDescriptor, Location: place } },
        }),
      );
    }
    const read = await client.failure(`SELECT * FROM ${table}`);
    assert.match(read.StateChangeReason ?? "", /No factory for location|Failed to list directory/);
    await client.failure(`INSERT INTO ${table} SELECT 'x'`);
    await client.failure(`CREATE TABLE written_${index} WITH (external_location = '${place}') AS SELECT 1 AS a`);
    await assert.rejects(client.start("SELECT 1", { ResultConfiguration: { OutputLocation: place } }), {
      name: "InvalidRequestException",
    });
  });
}

test("dots in a key are a name, and lead nowhere", async () => {
  await client.run(`CREATE EXTERNAL TABLE dots (line string) LOCATION 's3://${bucket}/../../../../etc/'`);
  assert.deepEqual(await client.rows("SELECT * FROM dots"), [["line"]]);
  await client.run("INSERT INTO dots SELECT 'x'");
  await client.run(
    `CREATE TABLE leak WITH (external_location = 's3://${bucket}/../../leak/') AS SELECT 'kept' AS word`,
  );
  assert.deepEqual(await client.rows("SELECT * FROM leak"), [["word"], ["kept"]]);
  const ResultConfiguration = { OutputLocation: `s3://${bucket}/../../leak/` };
  assert.deepEqual(await client.rows("SELECT 1 AS one", { ResultConfiguration }), [["one"], ["1"]]);
  assert.ok(!existsSync(join(client.dataDir, "leak")) && !existsSync(join(client.dataDir, "..", "leak")));
  assert.ok(!existsSync(join(client.dataDir, "s3", "leak")));
  assert.deepEqual(
    readdirSync(dirname(client.dataDir)).filter((name) => /leak|etc/.test(name) && !besides.includes(name)),
    [],
  );
});

test("Trino answers nobody but the embedded AWS", async () => {
  const { athena } = (await (await fetch(`${client.url}/_local/health`)).json()) as { athena: { url: string } };
  const headers = { "x-trino-user": "athena", "x-lab-secret": "guessed" };
  for (const path of ["/", "/ui/", "/v1/info", "/v1/status", "/v1/query", "/v1/node", "/v1/info/state"]) {
    assert.equal((await fetch(athena.url + path, { headers })).status, 403, path);
  }
  const asked = (more: Record<string, string>) =>
    fetch(`${athena.url}/v1/statement`, { method: "POST", body: "SELECT 1", headers: { ...more } });
  const foreign = { "x-trino-user": "athena", origin: "http://evil.example" };
  for (const more of [headers, foreign]) {
    const response = await asked(more);
    assert.deepEqual([response.status, response.headers.get("access-control-allow-origin")], [403, null]);
  }
  assert.deepEqual(await client.rows("SELECT 1 AS one"), [["one"], ["1"]], "which goes on asking");
});

test("what Athena allows is allowed", async () => {
  assert.deepEqual(await client.rows('SELECT "$path" FROM t'), [["$path"], [`s3://${bucket}/t/a.csv`]]);
  await client.run("SELECT table_name FROM information_schema.tables WHERE table_schema = 'test_db'");
  assert.deepEqual((await client.rows("SELECT current_catalog AS c")).at(1), ["awsdatacatalog"]);
  assert.deepEqual(await client.rows("SELECT a FROM t"), [["a"], ["1"]], "the table is as it was");
});
