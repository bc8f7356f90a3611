import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  InvalidRequestException,
  type QueryExecution,
  StartQueryExecutionCommand,
  type StartQueryExecutionCommandInput,
} from "@aws-sdk/client-athena";
import { GetTableCommand, GlueClient, type Table } from "@aws-sdk/client-glue";
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { startLocalAws } from "../../server";

type Row = (string | undefined)[];
type Input = Partial<StartQueryExecutionCommandInput>;

/** A result as a client reads it. */
export interface Answer {
  /** Names and types of the columns: `part varchar`. */
  readonly columns: string[];
  readonly rows: Row[];
  readonly execution: QueryExecution;
}

/** The embedded AWS with its real Trino, and queries in the database `lab` of a bucket `lab-bucket`. */
export interface AthenaServer {
  readonly dataDir: string;
  readonly glue: GlueClient;
  /** Runs a query that has to succeed. */
  ask(sql: string, input?: Input): Promise<Answer>;
  /** The values of its rows; the first row of a SELECT is the column names. */
  rows(sql: string, input?: Input): Promise<Row[]>;
  /** The first values of its rows. */
  lines(sql: string): Promise<(string | undefined)[]>;
  /** The `StateChangeReason` of a query that has to fail, or the message where it is refused at its start. */
  failure(sql: string, input?: Input): Promise<string>;
  table(name: string): Promise<Table>;
  put(key: string, body: string): Promise<void>;
  keys(prefix: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function startAthenaServer(): Promise<AthenaServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "quality-lab-athena-"));
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const common = { endpoint: aws.url, region: "us-east-1", credentials };
  const athena = new AthenaClient(common);
  const glue = new GlueClient(common);
  const s3 = new S3Client({ ...common, forcePathStyle: true });
  const Bucket = "lab-bucket";

  const end = async (sql: string, input: Input = {}): Promise<QueryExecution> => {
    const { QueryExecutionId } = await athena.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        QueryExecutionContext: { Database: "lab" },
        ResultConfiguration: { OutputLocation: `s3://${Bucket}/results/` },
        ...input,
      }),
    );
    for (let tries = 0; tries < 3_000; tries += 1) {
      const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      if (!["QUEUED", "RUNNING"].includes(QueryExecution?.Status?.State ?? "")) {
        return QueryExecution ?? {};
      }
      await sleep(30);
    }
    throw new Error(`The query did not end: ${sql}`);
  };

  const ask = async (sql: string, input: Input = {}): Promise<Answer> => {
    const execution = await end(sql, input);
    assert.equal(execution.Status?.State, "SUCCEEDED", `${sql}: ${execution.Status?.StateChangeReason}`);
    const { QueryExecutionId } = execution;
    const { ResultSet } = await athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
    return {
      columns: (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name, Type }) => `${Name} ${Type}`),
      rows: (ResultSet?.Rows ?? []).map(({ Data }) => (Data ?? []).map(({ VarCharValue }) => VarCharValue)),
      execution,
    };
  };

  await s3.send(new CreateBucketCommand({ Bucket }));
  await ask("CREATE DATABASE lab");
  return {
    dataDir,
    glue,
    ask,
    rows: async (sql, input) => (await ask(sql, input)).rows,
    lines: async (sql) => (await ask(sql)).rows.map(([value]) => value),
    async failure(sql, input) {
      const { Status } = await end(sql, input).catch((error: unknown) => {
        assert.ok(error instanceof InvalidRequestException, String(error));
        return { Status: { State: "FAILED", StateChangeReason: error.message } };
      });
      assert.equal(Status?.State, "FAILED", sql);
      return Status?.StateChangeReason ?? "";
    },
    async table(Name) {
      const { Table } = await glue.send(new GetTableCommand({ DatabaseName: "lab", Name }));
      assert.ok(Table);
      return Table;
    },
    async put(Key, Body) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    async keys(Prefix) {
      const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
      return (Contents ?? []).map(({ Key }) => Key ?? "");
    },
    async close() {
      await aws.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
