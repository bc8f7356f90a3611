import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { CreateStateMachineCommand, SFNClient, StartSyncExecutionCommand } from "@aws-sdk/client-sfn";
import { type AwsProcess, startAwsProcess } from "../testing/aws-process";
import { clientOptions } from "../testing/client-options";

// DynamoDB's tables and items outlive moto, which forgets all: the embedded AWS is a process of its own here, and killed.

const dataDir = mkdtempSync(join(tmpdir(), "tables-"));
let aws: AwsProcess;
let db: DynamoDBClient;

before(open);
after(async () => {
  await end();
  rmSync(dataDir, { recursive: true, force: true });
});

async function open(): Promise<void> {
  aws = await startAwsProcess(dataDir);
  db = new DynamoDBClient(clientOptions(aws.url));
}

async function end(): Promise<void> {
  db.destroy();
  await aws.end("SIGKILL");
}

const TableName = "parts";
const key = (line: string, number: number) => ({ line: { S: line }, number: { N: String(number) } });

async function numbers(client = db): Promise<Record<string, string | undefined>> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  return Object.fromEntries(Items.map(({ line, number, state }) => [`${line?.S}${number?.N}`, state?.S]));
}

test("tables and items are there after a kill, as the last write that was answered left them", async () => {
  const made = {
    TableName,
    KeySchema: [
      { AttributeName: "line", KeyType: "HASH" as const },
      { AttributeName: "number", KeyType: "RANGE" as const },
    ],
    AttributeDefinitions: [
      { AttributeName: "line", AttributeType: "S" as const },
      { AttributeName: "number", AttributeType: "N" as const },
    ],
    BillingMode: "PAY_PER_REQUEST" as const,
  };
  await db.send(new CreateTableCommand(made));
  await db.send(new CreateTableCommand({ ...made, TableName: "gone" }));
  await db.send(new PutItemCommand({ TableName: "gone", Item: key("A", 1) }));
  await db.send(new DeleteTableCommand({ TableName: "gone" }));
  const elsewhere = new DynamoDBClient({ ...clientOptions(aws.url), region: "eu-central-1" });
  await elsewhere.send(new CreateTableCommand(made));
  await elsewhere.send(new PutItemCommand({ TableName, Item: { ...key("E", 1), state: { S: "elsewhere" } } }));
  elsewhere.destroy();
  const state = (S: string) => ({ state: { S } });
  await db.send(new PutItemCommand({ TableName, Item: { ...key("A", 1), ...state("put") } }));
  const RequestItems = {
    [TableName]: Array.from({ length: 25 }, (_, number) => ({
      PutRequest: { Item: { ...key("B", number), ...state("batch") } },
    })),
  };
  await db.send(new BatchWriteItemCommand({ RequestItems }));
  await db.send(
    new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ DeleteRequest: { Key: key("B", 24) } }] } }),
  );
  const set = { UpdateExpression: "SET #s = :s", ExpressionAttributeNames: { "#s": "state" } };
  const to = (S: string) => ({ ...set, ExpressionAttributeValues: { ":s": { S } } });
  await db.send(new UpdateItemCommand({ TableName, Key: key("B", 0), ...to("updated") }));
  await db.send(new UpdateItemCommand({ TableName, Key: key("C", 1), ...to("made by an update") }));
  const refused = { ...to("refused"), ConditionExpression: "attribute_not_exists(line)" };
  await assert.rejects(db.send(new UpdateItemCommand({ TableName, Key: key("B", 1), ...refused })), {
    name: "ConditionalCheckFailedException",
  });
  await db.send(new DeleteItemCommand({ TableName, Key: key("B", 2) }));
  await db.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName, Item: { ...key("D", 1), ...state("transaction") } } },
        { Update: { TableName, Key: key("B", 3), ...to("transaction") } },
        { Delete: { TableName, Key: key("B", 4) } },
      ],
    }),
  );
  await db.send(
    new ExecuteStatementCommand({
      Statement: `INSERT INTO "${TableName}" VALUE {'line': 'P', 'number': 1, 'state': 'PartiQL'}`,
    }),
  );
  // twenty clients count at once
  const count = { UpdateExpression: "ADD parts :one", ExpressionAttributeValues: { ":one": { N: "1" } } };
  await Promise.all(
    Array.from({ length: 20 }, () => db.send(new UpdateItemCommand({ TableName, Key: key("N", 1), ...count }))),
  );
  const states = new SFNClient({ ...clientOptions(aws.url), disableHostPrefix: true });
  const parameters = { TableName, Item: { ...key("S", 1), ...state("a state machine's") } };
  const put = { Type: "Task", Resource: "arn:aws:states:::dynamodb:putItem", Parameters: parameters, End: true };
  const { stateMachineArn } = await states.send(
    new CreateStateMachineCommand({
      ...{ name: "puts", type: "EXPRESS", roleArn: "arn:aws:iam::000000000000:role/states" },
      definition: JSON.stringify({ StartAt: "Put", States: { Put: put } }),
    }),
  );
  assert.equal((await states.send(new StartSyncExecutionCommand({ stateMachineArn }))).status, "SUCCEEDED");
  states.destroy();
  await db.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));
  const before = await numbers();
  assert.deepEqual(
    [before.B0, before.B1, before.B2, before.B3, before.B4, before.B24, before.C1, before.D1, before.P1, before.S1],
    [
      ...["updated", "batch", undefined, "transaction", undefined, undefined],
      ...["made by an update", "transaction", "PartiQL", "a state machine's"],
    ],
  );

  await end();
  await open();
  assert.deepEqual((await db.send(new ListTablesCommand({}))).TableNames, [TableName]);
  assert.deepEqual(await numbers(), before);
  const { Item } = await db.send(new GetItemCommand({ TableName, Key: key("N", 1) }));
  assert.equal(Item?.parts?.N, "20");
  const { Table } = await db.send(new DescribeTableCommand({ TableName }));
  assert.deepEqual(
    [Table?.DeletionProtectionEnabled, Table?.BillingModeSummary?.BillingMode, Table?.KeySchema],
    [true, "PAY_PER_REQUEST", made.KeySchema],
  );
  const there = new DynamoDBClient({ ...clientOptions(aws.url), region: "eu-central-1" });
  assert.deepEqual(await numbers(there), { E1: "elsewhere" });
  there.destroy();
  await fetch(`${aws.url}/_local/reset`, { method: "POST" });
  assert.equal(existsSync(join(dataDir, "dynamodb")), false);
});
