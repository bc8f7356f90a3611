import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  BatchGetQueryExecutionCommand,
  CreateNamedQueryCommand,
  CreateWorkGroupCommand,
  DeleteNamedQueryCommand,
  ListNamedQueriesCommand,
  ListQueryExecutionsCommand,
  ListWorkGroupsCommand,
} from "@aws-sdk/client-athena";
import { TestClient } from "./testing/test-client";

const bucket = "pagination";
let client: TestClient;

before(async () => {
  client = await TestClient.borrow(bucket);
});

after(() => client.close());

test("lists come in pages that nothing in between shifts; a wrong size or token is refused", async () => {
  await client.athena.send(
    new CreateWorkGroupCommand({
      Name: "paged",
      Configuration: { ResultConfiguration: { OutputLocation: "s3://pagination/paged/" } },
    }),
  );
  const page = (MaxResults: number, NextToken?: string) =>
    client.athena.send(new ListQueryExecutionsCommand({ WorkGroup: "paged", MaxResults, NextToken }));
  const started: string[] = [];
  const startOne = async () => {
    const { QueryExecutionId = "" } = await client.run(`SELECT ${started.length}`, { WorkGroup: "paged" });
    started.unshift(QueryExecutionId);
  };
  for (let round = 0; round < 5; round += 1) {
    await startOne();
  }
  const first = await page(2);
  assert.deepEqual(first.QueryExecutionIds, started.slice(0, 2));
  await startOne();
  const second = await page(2, first.NextToken);
  assert.deepEqual(second.QueryExecutionIds, started.slice(3, 5));
  const third = await page(2, second.NextToken);
  assert.deepEqual(third.QueryExecutionIds, started.slice(5));
  assert.equal(third.NextToken, undefined);
  await assert.rejects(page(51), /Value at 'maxResults' .* less than or equal to 50/);
  await assert.rejects(page(2, "no token"), /The nextPageToken is malformed: no token/);
  await assert.rejects(client.athena.send(new ListWorkGroupsCommand({ MaxResults: 0 })), /greater than or equal to 1/);
  const many = Array.from({ length: 51 }, (_, index) => `id-${index}`);
  await assert.rejects(
    client.athena.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds: many })),
    /length less than or equal to 50/,
  );
});

test("a page goes on behind an item that was deleted since", async () => {
  const save = async (n: number) => {
    const query = { Name: `n${n}`, Database: "test_db", QueryString: "SELECT 1", WorkGroup: "paged" };
    return (await client.athena.send(new CreateNamedQueryCommand(query))).NamedQueryId ?? "";
  };
  const saved = (await Promise.all([1, 2, 3, 4, 5].map(save))).sort();
  const page = (NextToken?: string) =>
    client.athena.send(new ListNamedQueriesCommand({ WorkGroup: "paged", MaxResults: 2, NextToken }));
  const first = await page();
  assert.deepEqual(first.NamedQueryIds, saved.slice(0, 2));
  await client.athena.send(new DeleteNamedQueryCommand({ NamedQueryId: saved[1] }));
  const second = await page(first.NextToken);
  assert.deepEqual(second.NamedQueryIds, saved.slice(2, 4));
  for (const NamedQueryId of saved.slice(2)) {
    await client.athena.send(new DeleteNamedQueryCommand({ NamedQueryId }));
  }
  assert.deepEqual((await page(second.NextToken)).NamedQueryIds, []);
});
