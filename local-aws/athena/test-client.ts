import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
  type StartQueryExecutionCommandInput,
} from "@aws-sdk/client-athena";
import { GlueClient } from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type LocalAws, type LocalAwsOptions, startLocalAws } from "../server";

type StartInput = Partial<StartQueryExecutionCommandInput>;

/** An embedded AWS of its own for a test file, and the ways in which the tests ask its Athena. */
export class TestClient {
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
  readonly s3: S3Client;

  private constructor(
    readonly aws: LocalAws,
    readonly dataDir: string,
    readonly bucket: string,
  ) {
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const common = { endpoint: aws.url, region: "us-east-1", credentials };
    this.athena = new AthenaClient(common);
    this.glue = new GlueClient(common);
    this.s3 = new S3Client({ ...common, forcePathStyle: true });
  }

  /** With a bucket and a database `test_db`. Over a data folder that there is, it goes on with what that holds. */
  static async start(bucket: string, options: Partial<LocalAwsOptions> = {}): Promise<TestClient> {
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), `quality-lab-${bucket}-`));
    const aws = await startLocalAws({ port: 0, host: "127.0.0.1", ...options, dataDir });
    const client = new TestClient(aws, dataDir, bucket);
    await client.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await client.run("CREATE DATABASE IF NOT EXISTS test_db");
    return client;
  }

  async close(): Promise<void> {
    await this.aws.close();
    rmSync(this.dataDir, { recursive: true, force: true });
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

  /** The first page of a query's rows, the column names of a SELECT among them. */
  async rows(sql: string, input: StartInput = {}): Promise<(string | undefined)[][]> {
    const { QueryExecutionId } = await this.run(sql, input);
    const { ResultSet } = await this.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
    return (ResultSet?.Rows ?? []).map(({ Data }) => (Data ?? []).map(({ VarCharValue }) => VarCharValue));
  }

  /** Runs a query that has to fail. */
  async failure(sql: string, input: StartInput = {}): Promise<NonNullable<QueryExecution["Status"]>> {
    const { Status } = await this.end(await this.start(sql, input));
    assert.equal(Status?.State, "FAILED", sql);
    return Status ?? {};
  }
}
