import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateConnectionCommand,
  CreateCrawlerCommand,
  GetTableCommand,
  GetTablesCommand,
  TestConnectionCommand,
  UpdateConnectionCommand,
} from "@aws-sdk/client-glue";
import { secretsManagerService } from "../../../secretsmanager/service";
import { type GlueServer, startGlueServer } from "../../testing/glue-server";
import { type Postgres, startPostgres } from "../../testing/postgres";

let server: GlueServer;
let postgres: Postgres;
before(async () => {
  server = await startGlueServer();
  postgres = await startPostgres();
  await postgres.run(`
    CREATE SCHEMA plant;
    CREATE TABLE plant.parts ("Id" bigint, n int, s smallint, x double precision, f real, price numeric(12,2), free numeric,
      ok boolean, name text, code varchar(5), day date, at timestamp, tz timestamptz, raw bytea, more jsonb);
    CREATE VIEW plant.good AS SELECT "Id" FROM plant.parts WHERE ok;
    CREATE TABLE plant.scratch (a int);
    CREATE TABLE public.other (a int);`);
});
after(async () => {
  await postgres.stop();
  await server.close();
});

const input = (Name: string, port: number, PASSWORD = "secret") => ({
  Name,
  ConnectionType: "JDBC" as const,
  ConnectionProperties: {
    JDBC_CONNECTION_URL: `jdbc:postgresql://127.0.0.1:${port}/postgres`,
    USERNAME: "postgres",
    PASSWORD,
  },
});

test("TestConnection opens the database, and tells why it cannot", async () => {
  const ask = () => server.glue.send(new TestConnectionCommand({ ConnectionName: "tested" }));
  const update = (ConnectionInput: ReturnType<typeof input>) =>
    server.glue.send(new UpdateConnectionCommand({ Name: "tested", ConnectionInput }));
  await assert.rejects(ask(), { name: "EntityNotFoundException" });
  await server.glue.send(new CreateConnectionCommand({ ConnectionInput: input("tested", postgres.port) }));
  await ask();
  await update(input("tested", postgres.port, "wrong"));
  await assert.rejects(ask(), { name: "InvalidInputException", message: /password authentication failed/ });
  await update(input("tested", 1));
  await assert.rejects(ask(), { name: "InvalidInputException", message: /ECONNREFUSED/ });
  const JDBC_CONNECTION_URL = "jdbc:mysql://h/d";
  await update({
    ...input("tested", 1),
    ConnectionProperties: { ...input("tested", 1).ConnectionProperties, JDBC_CONNECTION_URL },
  });
  await assert.rejects(ask(), { name: "InvalidInputException", message: /PostgreSQL only/ });
});

test("a connection's user and password may lie in a secret, as RDS makes it", async () => {
  const secrets = secretsManagerService({ dataDir: server.dataDir, accountId: "000000000000", calls: server.calls });
  server.calls.add(secrets);
  const request = { requestId: "r", region: "us-east-1", accountId: "000000000000" };
  const put = (password: string) =>
    server.calls.call("secretsmanager", "PutSecretValue", { SecretId: "plant/db", SecretString: password }, request);
  const rds = (password: string) =>
    JSON.stringify({ engine: "postgres", host: "h", port: 5432, username: "postgres", password, dbname: "d" });
  const { JDBC_CONNECTION_URL } = input("secret", postgres.port).ConnectionProperties;
  const ConnectionProperties = { JDBC_CONNECTION_URL, SECRET_ID: "plant/db" };
  const ConnectionInput = { Name: "secret", ConnectionType: "JDBC" as const, ConnectionProperties };
  await server.glue.send(new CreateConnectionCommand({ ConnectionInput }));
  const ask = () => server.glue.send(new TestConnectionCommand({ ConnectionName: "secret" }));
  await assert.rejects(ask(), { name: "InvalidInputException", message: /can't find the specified secret/ });
  await server.calls.call("secretsmanager", "CreateSecret", { Name: "plant/db", SecretString: rds("secret") }, request);
  await ask();
  await put(rds("wrong"));
  await assert.rejects(ask(), { name: "InvalidInputException", message: /password authentication failed/ });
  await put("secret");
  await assert.rejects(ask(), { name: "InvalidInputException", message: /no JSON object with username and password/ });
});

test("a JDBC target: tables and views with their columns; what is gone is deprecated", async () => {
  await server.glue.send(new CreateConnectionCommand({ ConnectionInput: input("plant", postgres.port) }));
  const JdbcTargets = [{ ConnectionName: "plant", Path: "postgres/plant/%", Exclusions: ["scratch"] }];
  const crawler = { Name: "plant", Role: "r", DatabaseName: "plant", TablePrefix: "db_", Targets: { JdbcTargets } };
  await server.glue.send(new CreateCrawlerCommand(crawler));
  const crawl = async () => {
    const { LastCrawl } = await server.crawl("plant");
    assert.deepEqual([LastCrawl?.Status, LastCrawl?.ErrorMessage], ["SUCCEEDED", undefined]);
    const { TableList = [] } = await server.glue.send(new GetTablesCommand({ DatabaseName: "plant" }));
    return TableList.map((table) => [table.Name, table.Parameters?.DEPRECATED_BY_CRAWLER !== undefined]);
  };
  const both = [
    ["db_postgres_plant_good", false],
    ["db_postgres_plant_parts", false],
  ];
  assert.deepEqual(await crawl(), both);
  const get = new GetTableCommand({ DatabaseName: "plant", Name: "db_postgres_plant_parts" });
  const { Table } = await server.glue.send(get);
  assert.equal(Table?.StorageDescriptor?.Location, "postgres.plant.parts");
  assert.deepEqual(
    [Table?.Parameters?.classification, Table?.Parameters?.connectionName, Table?.Parameters?.typeOfData],
    ["postgresql", "plant", "table"],
  );
  assert.equal(
    (Table?.StorageDescriptor?.Columns ?? []).map((column) => `${column.Name} ${column.Type}`).join(", "),
    "id bigint, n int, s smallint, x double, f float, price decimal(12,2), free decimal(38,18), ok boolean, name string, " +
      "code string, day date, at timestamp, tz timestamp, raw binary, more string",
  );
  assert.deepEqual(await crawl(), both);
  assert.equal((await server.glue.send(get)).Table?.VersionId, Table?.VersionId);
  await postgres.run("DROP VIEW plant.good");
  assert.deepEqual(await crawl(), [["db_postgres_plant_good", true], both[1]]);
});

test("a database that cannot be reached fails the crawl with the reason", async () => {
  await server.glue.send(new CreateConnectionCommand({ ConnectionInput: input("away", 1) }));
  const JdbcTargets = [{ ConnectionName: "away", Path: "postgres/public/%" }];
  await server.glue.send(new CreateCrawlerCommand({ Name: "away", Role: "r", Targets: { JdbcTargets } }));
  const { LastCrawl } = await server.crawl("away");
  assert.equal(LastCrawl?.Status, "FAILED");
  assert.match(LastCrawl?.ErrorMessage ?? "", /The connection away failed: .*ECONNREFUSED/);
});
