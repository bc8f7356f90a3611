import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Client } from "pg";
import { type Postgres, startPostgres } from "../../local-aws/glue/testing/postgres";
import { connect } from "./connect";
import { copyCsv } from "./copy-csv";

let server: Postgres;
let client: Client;
const folder = mkdtempSync(join(tmpdir(), "postgres-helper-"));

// what an embedded AWS is asked before a connection: whether it answers
const aws = createServer((_request, response) => response.end("{}"));

before(async () => {
  await once(aws.listen(0, "127.0.0.1"), "listening");
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
  server = await startPostgres();
  const access = { host: "127.0.0.1", port: server.port, dbname: "postgres", username: "postgres", password: "secret" };
  client = await connect(access);
  await client.query("CREATE TABLE line (id integer PRIMARY KEY, name text, age integer)");
});

after(async () => {
  await client?.end();
  await server?.stop();
  aws.close();
  rmSync(folder, { recursive: true, force: true });
});

function csv(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test("loads a file of several megabytes, with quotes, other alphabets and empty cells", async () => {
  const many = Array.from({ length: 200_000 }, (_, id) => `${id},"김, ""${id}""",${id % 3 === 0 ? "" : id}\n`);
  assert.equal(await copyCsv(client, "line", csv("many.csv", `id,name,age\n${many.join("")}`)), 200_000);
  const { rows } = await client.query(
    "SELECT count(*)::int AS lines, count(age)::int AS ages, max(name) FILTER (WHERE id = 7) AS seventh FROM line",
  );
  assert.deepEqual(rows, [{ lines: 200_000, ages: 133_333, seventh: '김, "7"' }]);
});

test("where a line does not fit, nothing is loaded, and the connection is good still", async () => {
  await client.query("TRUNCATE line");
  const many = Array.from({ length: 100_000 }, (_, id) => `${id},x,${id === 50_000 ? "fifty" : 1}\n`);
  await assert.rejects(copyCsv(client, "line", csv("wrong.csv", `id,name,age\n${many.join("")}`)), /"fifty"/);
  assert.deepEqual((await client.query("SELECT count(*)::int AS lines FROM line")).rows, [{ lines: 0 }]);
});

test("a file or a table that is not there is told", async () => {
  await assert.rejects(copyCsv(client, "line", join(folder, "none.csv")), /ENOENT/);
  await assert.rejects(copyCsv(client, "nowhere", csv("one.csv", "id,name,age\n1,x,1\n")), /"nowhere" does not exist/);
  assert.equal(await copyCsv(client, "line", csv("one.csv", "id,name,age\n1,x,1\n")), 1);
});

test("a wrong password is refused", async () => {
  const access = { host: "127.0.0.1", port: server.port, dbname: "postgres", username: "postgres", password: "other" };
  await assert.rejects(connect(access), /password authentication failed/);
});
