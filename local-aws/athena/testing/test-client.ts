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
import type { SqlEngineHealth } from "../../engines/trino/sql-engine";
import { type LocalAwsOptions, startLocalAws } from "../../server";
import { borrowAws } from "../../testing/borrowed-aws";
import { clientOptions } from "../../testing/client-options";

type StartInput = Partial<StartQueryExecutionCommandInput>;

/** A query that no machine ends within a test: it has to be stopped. */
export const endless =
  "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y), UNNEST(sequence(1, 10000)) c(z)";

type Cells = (string | undefined)[];

/** A result as a client reads it. */
export interface Answer {
  /** Names and types of the columns: `part varchar`. */
  readonly columns: string[];
  /** Of the first page; the first row of a SELECT is the column names. */
  readonly rows: Cells[];
  readonly execution: QueryExecution;
}

/** An embedded AWS with its real Trino, and the ways in which tests ask its Athena: in the database `test_db`. */
export class TestClient {
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
  readonly s3: S3Client;

  private constructor(
    readonly url: string,
    readonly dataDir: string,
    readonly bucket: string,
    /** Ends it, or gives it back. */
    readonly close: () => Promise<void>,
    /** Ends it and leaves its data. */
    readonly stop = close,
  ) {
    const common = clientOptions(url);
    this.athena = new AthenaClient(common);
    this.glue = new GlueClient(common);
    this.s3 = new S3Client({ ...common, forcePathStyle: true });
  }

  /** With the embedded AWS that the process shares. */
  static async borrow(bucket: string): Promise<TestClient> {
    const { url, dataDir, giveBack } = await borrowAws();
    return TestClient.prepare(new TestClient(url, dataDir, bucket, giveBack));
  }

  /** With one of its own. Over a data folder that there is, it goes on with what that holds. */
  static async start(bucket: string, options: Partial<LocalAwsOptions> = {}): Promise<TestClient> {
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), `quality-lab-${bucket}-`));
    const aws = await startLocalAws({ port: 0, host: "127.0.0.1", ...options, dataDir });
    const close = async () => {
      await aws.close();
      rmSync(dataDir, { recursive: true, force: true });
    };
    return TestClient.prepare(new TestClient(aws.url, dataDir, bucket, close, aws.close));
  }

  private static async prepare(client: TestClient): Promise<TestClient> {
    await client.s3.send(new CreateBucketCommand({ Bucket: client.bucket }));
    await client.run("CREATE DATABASE IF NOT EXISTS test_db");
    return client;
  }

  /** What is known of its Trino, such as the URL that another embedded AWS of this process may ask. */
  async health(): Promise<SqlEngineHealth> {
    const answer = await fetch(`${this.url}/_local/health`);
    return ((await answer.json()) as { readonly athena: SqlEngineHealth }).athena;
  }

  async put(key: string, body: string | Uint8Array): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body }));
  }

  async start(sql: string, input: StartInput = {}): Promise<string> {
    const { QueryExecutionId } = await this.athena.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        QueryExecutionContext: { Database: "test_db" },
        ResultConfiguration: { OutputLocation: `s3://${this.bucket}/results/` },
        ...input,
      }),
    );
    return QueryExecutionId ?? "";
  }

  async execution(id: string): Promise<QueryExecution> {
    const { QueryExecution } = await this.athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    return QueryExecution ?? {};
  }

  /** Waits until a query has ended, however. */
  async end(id: string, minutes = 3): Promise<QueryExecution> {
    for (const deadline = Date.now() + minutes * 60_000; Date.now() < deadline; await sleep(25)) {
      const execution = await this.execution(id);
      if (!["QUEUED", "RUNNING"].includes(execution.Status?.State ?? "")) {
        return execution;
      }
    }
    throw new Error(`The query ${id} did not end.`);
  }

  async reaches(id: string, state: string): Promise<void> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(10)) {
      if ((await this.execution(id)).Status?.State === state) {
        return;
      }
    }
    throw new Error(`The query ${id} did not become ${state}.`);
  }

  /** Runs a query that has to succeed. */
  async run(sql: string, input: StartInput = {}): Promise<QueryExecution> {
    const execution = await this.end(await this.start(sql, input));
    assert.equal(execution.Status?.State, "SUCCEEDED", `${sql}: ${execution.Status?.StateChangeReason}`);
    return execution;
  }

  /** The answer to a query that has to succeed. */
  async ask(sql: string, input: StartInput = {}): Promise<Answer> {
    const execution = await this.run(sql, input);
    const { QueryExecutionId } = execution;
    const { ResultSet } = await this.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
    return {
      columns: (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name, Type }) => `${Name} ${Type}`),
      rows: (ResultSet?.Rows ?? []).map(({ Data }) => (Data ?? []).map(({ VarCharValue }) => VarCharValue)),
      execution,
    };
  }

  /** The rows of the first page, the column names of a SELECT among them. */
  async rows(sql: string, input: StartInput = {}): Promise<Cells[]> {
    return (await this.ask(sql, input)).rows;
  }

  /** The first cells of the rows. */
  async lines(sql: string): Promise<(string | undefined)[]> {
    return (await this.rows(sql)).map(([cell]) => cell);
  }

  /** Runs a query that has to fail. */
  async failure(sql: string, input: StartInput = {}): Promise<NonNullable<QueryExecution["Status"]>> {
    const { Status } = await this.end(await this.start(sql, input));
    assert.equal(Status?.State, "FAILED", sql);
    return Status ?? {};
  }

  /** Why a query fails, or is refused at its start. */
  async reason(sql: string, input: StartInput = {}): Promise<string> {
    try {
      return (await this.failure(sql, input)).StateChangeReason ?? "";
    } catch (error) {
      assert.ok(error instanceof InvalidRequestException, String(error));
      return error.message;
    }
  }

  async table(Name: string): Promise<Table> {
    const { Table } = await this.glue.send(new GetTableCommand({ DatabaseName: "test_db", Name }));
    assert.ok(Table);
    return Table;
  }

  async keys(Prefix: string): Promise<string[]> {
    const { Contents } = await this.s3.send(new ListObjectsV2Command({ Bucket: this.bucket, Prefix }));
    return (Contents ?? []).map(({ Key }) => Key ?? "");
  }
}
