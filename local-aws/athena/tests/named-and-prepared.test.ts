import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  BatchGetPreparedStatementCommand,
  CreateNamedQueryCommand,
  CreatePreparedStatementCommand,
  DeleteNamedQueryCommand,
  GetNamedQueryCommand,
  GetPreparedStatementCommand,
  ListNamedQueriesCommand,
  UpdateNamedQueryCommand,
} from "@aws-sdk/client-athena";
import { TestClient } from "../testing/test-client";

const bucket = "named-and-prepared";
let client: TestClient;

before(async () => {
  client = await TestClient.borrow(bucket);
});

after(() => client.close());

test("a saved query is kept, changed and deleted", async () => {
  const query = { Name: "ng parts", Database: "test_db", QueryString: "SELECT 1" };
  const { NamedQueryId } = await client.athena.send(new CreateNamedQueryCommand(query));
  await client.athena.send(new UpdateNamedQueryCommand({ NamedQueryId, Name: "ng", QueryString: "SELECT 2" }));
  const { NamedQuery } = await client.athena.send(new GetNamedQueryCommand({ NamedQueryId }));
  assert.deepEqual(NamedQuery, { ...query, Name: "ng", QueryString: "SELECT 2", NamedQueryId, WorkGroup: "primary" });
  assert.deepEqual((await client.athena.send(new ListNamedQueriesCommand({}))).NamedQueryIds, [NamedQueryId]);
  await client.athena.send(new DeleteNamedQueryCommand({ NamedQueryId }));
  await assert.rejects(client.athena.send(new GetNamedQueryCommand({ NamedQueryId })), /was not found/);
});

test("a prepared statement is executed with its parameters, until it is deallocated", async () => {
  const parts = "(VALUES ('P1', 'L1', 10.5), ('P2', 'L2', NULL), ('P3', 'L1', -2)) AS parts (part, line, area)";
  await client.run(`PREPARE by_line FROM SELECT part FROM ${parts} WHERE line = ? AND area > ? ORDER BY part`);
  assert.deepEqual(await client.rows("EXECUTE by_line USING 'L1', 0.5"), [["part"], ["P1"]]);
  assert.deepEqual(await client.rows("EXECUTE by_line", { ExecutionParameters: ["'L1'", "-10"] }), [
    ["part"],
    ["P1"],
    ["P3"],
  ]);
  const WorkGroup = "primary";
  const { PreparedStatement } = await client.athena.send(
    new GetPreparedStatementCommand({ WorkGroup, StatementName: "by_line" }),
  );
  assert.match(PreparedStatement?.QueryStatement ?? "", /^SELECT part FROM .* WHERE line = \?/);
  await client.run("DEALLOCATE PREPARE by_line");
  assert.match(await client.reason("EXECUTE by_line USING 'L1', 0"), /PreparedStatement by_line was not found/);
});

test("prepared statements come in one call, the unknown apart", async () => {
  const put = { StatementName: "known", QueryStatement: "SELECT ?", WorkGroup: "primary" };
  await client.athena.send(new CreatePreparedStatementCommand(put));
  const PreparedStatementNames = ["known", "unknown"];
  const answer = await client.athena.send(
    new BatchGetPreparedStatementCommand({ WorkGroup: "primary", PreparedStatementNames }),
  );
  assert.deepEqual(
    answer.PreparedStatements?.map(({ QueryStatement }) => QueryStatement),
    ["SELECT ?"],
  );
  assert.deepEqual(
    answer.UnprocessedPreparedStatementNames?.map(({ StatementName }) => StatementName),
    ["unknown"],
  );
});
