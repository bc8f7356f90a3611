import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  DeleteWorkGroupCommand,
  GetQueryExecutionCommand,
  GetWorkGroupCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import {
  BatchStopJobRunCommand,
  GetJobRunCommand,
  GetTableCommand,
  GlueClient,
  type Partition,
  paginateGetPartitions,
  paginateGetTables,
  StartJobRunCommand,
  type Table,
} from "@aws-sdk/client-glue";
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { exercisesBucketOf, type WorkshopNames, workGroupOf } from "../../../helpers/workshop";
import { SetupBroken } from "../verdict";
import { type ParquetRows, readParquet } from "./parquet";

export interface ObjectInfo {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
}

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Each cell as Athena writes it. */
  readonly rows: readonly (string | undefined)[][];
  readonly bytesScanned: number;
}

/** What the checks of a job's output read. */
export type Outputs = Pick<Lab, "objects" | "parquet">;

/** Athena refused or ended a query. */
export class QueryError extends Error {}

const finalStates = ["SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT", "ERROR", "EXPIRED"];

/** The state that a student's work left in S3, Glue and Athena, seen through the SDK, in the account of the environment. */
export class Lab {
  readonly s3 = new S3Client({ forcePathStyle: true });
  readonly glue = new GlueClient();
  readonly athena = new AthenaClient();
  private workGroup: string | undefined;

  private constructor(
    /** The exercises' bucket. */
    readonly bucket: string,
    /** The exercises' database. */
    readonly database: string,
    private readonly wantedWorkGroup: string,
  ) {}

  /**
   * Opens the exercises' part of the AWS that the environment names.
   *
   * @throws SetupBroken Where nothing answers there.
   */
  static async open(names: WorkshopNames): Promise<Lab> {
    await callerAccount();
    return new Lab(await exercisesBucketOf(names), names.exercisesDatabase, workGroupOf(names));
  }

  /** The objects whose keys begin with a prefix; none where there is no bucket. */
  async objects(prefix: string): Promise<ObjectInfo[]> {
    const found: ObjectInfo[] = [];
    let token: string | undefined;
    do {
      const page = await this.s3
        .send(new ListObjectsV2Command({ Bucket: this.bucket, Prefix: prefix, ContinuationToken: token }))
        .catch(unless("NoSuchBucket", undefined));
      found.push(...(page?.Contents ?? []).map(({ Key = "", Size = 0 }) => ({ key: Key, size: Size })));
      token = page?.NextContinuationToken;
    } while (token !== undefined);
    return found;
  }

  async bytes(key: string): Promise<Buffer | undefined> {
    const answer = await this.s3
      .send(new GetObjectCommand({ Bucket: this.bucket, Key: key }))
      .catch((error: Error) => unless("NoSuchKey", undefined)(error.name === "NoSuchBucket" ? noSuchKey : error));
    return answer?.Body && Buffer.from(await answer.Body.transformToByteArray());
  }

  async text(key: string): Promise<string | undefined> {
    return (await this.bytes(key))?.toString("utf8");
  }

  async put(key: string, body: string | Buffer): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key: key, Body: body }));
  }

  async deletePrefix(prefix: string): Promise<void> {
    const found = await this.objects(prefix);
    for (let at = 0; at < found.length; at += 1_000) {
      const Objects = found.slice(at, at + 1_000).map(({ key }) => ({ Key: key }));
      await this.s3.send(new DeleteObjectsCommand({ Bucket: this.bucket, Delete: { Objects } }));
    }
  }

  /**
   * The rows of all Parquet files below a prefix, with the partition columns of their keys; undefined where no file
   * lies there. Names of columns are in lower case, as SQL and Spark do not tell them apart. As for Spark, an object
   * whose name begins with `_` or `.` is no file of the data; as for its content, no name's ending makes it Parquet.
   *
   * @throws Decided Where the files are too large, are not Parquet or cannot be read.
   */
  parquet(prefix: string): Promise<ParquetRows | undefined> {
    return readParquet(this, prefix);
  }

  /** A table of the catalog; undefined where it or its database is missing. */
  async table(name: string, database: string = this.database): Promise<Table | undefined> {
    const answer = await this.glue
      .send(new GetTableCommand({ DatabaseName: database, Name: name }))
      .catch(unless("EntityNotFoundException", undefined));
    return answer?.Table;
  }

  /** All tables and views of the exercises' database; none where it is missing. */
  async tables(): Promise<Table[]> {
    const found: Table[] = [];
    const pages = paginateGetTables({ client: this.glue }, { DatabaseName: this.database });
    try {
      for await (const page of pages) {
        found.push(...(page.TableList ?? []));
      }
    } catch (error) {
      unless("EntityNotFoundException", undefined)(error as Error);
    }
    return found;
  }

  async partitions(table: string, database: string = this.database): Promise<Partition[]> {
    const found: Partition[] = [];
    const pages = paginateGetPartitions({ client: this.glue }, { DatabaseName: database, TableName: table });
    for await (const page of pages) {
      found.push(...(page.Partitions ?? []));
    }
    return found;
  }

  /**
   * Runs SQL in Athena and reads its first rows.
   *
   * @param pages How many thousands of them at most.
   * @throws QueryError With Athena's reason, also where it takes longer than a minute.
   */
  async query(sql: string, database: string = this.database, pages = 1): Promise<Answer> {
    this.workGroup ??= await this.athena.send(new GetWorkGroupCommand({ WorkGroup: this.wantedWorkGroup })).then(
      () => this.wantedWorkGroup,
      () => "primary",
    );
    const id = await this.startQuery(sql, database);
    const until = Date.now() + 60_000;
    for (;;) {
      const { QueryExecution: execution } = await this.athena.send(
        new GetQueryExecutionCommand({ QueryExecutionId: id }),
      );
      const state = execution?.Status?.State ?? "";
      if (state === "SUCCEEDED") {
        return this.answer(id, execution?.Statistics?.DataScannedInBytes ?? 0, pages);
      }
      if (state === "FAILED" || state === "CANCELLED") {
        throw new QueryError(execution?.Status?.StateChangeReason ?? state);
      }
      if (Date.now() > until) {
        await this.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
        throw new QueryError("The query took longer than a minute.");
      }
      await sleep(60);
    }
  }

  private async startQuery(sql: string, database: string): Promise<string> {
    const { QueryExecutionId: id = "" } = await this.athena
      .send(
        new StartQueryExecutionCommand({
          QueryString: sql,
          QueryExecutionContext: { Database: database },
          ResultConfiguration: { OutputLocation: `s3://${this.bucket}/check/athena-results/` },
          WorkGroup: this.workGroup,
        }),
      )
      .catch((error: Error) => {
        throw error.name === "InvalidRequestException" ? new QueryError(error.message) : error;
      });
    return id;
  }

  private async answer(id: string, bytesScanned: number, pages: number): Promise<Answer> {
    let columns: Answer["columns"] = [];
    const rows: (string | undefined)[][] = [];
    let page = 0;
    for await (const { ResultSet } of paginateGetQueryResults({ client: this.athena }, { QueryExecutionId: id })) {
      columns = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = "", Type = "" }) => ({
        name: Name,
        type: Type,
      }));
      rows.push(...(ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue)));
      page += 1;
      if (page >= pages) {
        break;
      }
    }
    return { columns, rows: rows.slice(1), bytesScanned };
  }

  /**
   * Runs a Glue job with arguments of its own and waits for its end.
   *
   * @param seconds The longest wait; then the run is stopped.
   * @returns Undefined where it SUCCEEDED, else its reason.
   */
  async runJob(job: string, args: Readonly<Record<string, string>>, seconds: number): Promise<string | undefined> {
    const { JobRunId: id = "" } = await this.glue.send(
      new StartJobRunCommand({ JobName: job, Arguments: { ...args } }),
    );
    const until = Date.now() + seconds * 1_000;
    for (;;) {
      const { JobRun } = await this.glue.send(new GetJobRunCommand({ JobName: job, RunId: id }));
      const state = JobRun?.JobRunState ?? "";
      if (finalStates.includes(state)) {
        return state === "SUCCEEDED" ? undefined : (JobRun?.ErrorMessage ?? state);
      }
      if (Date.now() > until) {
        await this.glue.send(new BatchStopJobRunCommand({ JobName: job, JobRunIds: [id] }));
        return `It did not end within ${seconds} s and was stopped. Is there an endless loop?`;
      }
      await sleep(150);
    }
  }
}

const noSuchKey = Object.assign(new Error("There is no such object."), { name: "NoSuchKey" });

/** Turns an error of that name into a value. */
export function unless<Value>(name: string, value: Value): (error: Error) => Value {
  return (error) => {
    if (error.name === name) {
      return value;
    }
    throw error;
  };
}

/** Deletes a workgroup with all that lies in it; nothing where it is missing. */
export async function deleteWorkGroup({ athena }: Pick<Lab, "athena">, name: string): Promise<void> {
  await athena
    .send(new DeleteWorkGroupCommand({ WorkGroup: name, RecursiveDeleteOption: true }))
    .catch((error: Error) => {
      // Athena has no error of its own for it
      if (!/not found/i.test(error.message)) {
        throw error;
      }
    });
}

/**
 * The account that answers.
 *
 * @throws SetupBroken Where nothing answers.
 */
export async function callerAccount(): Promise<string> {
  try {
    const client = new STSClient({ maxAttempts: 1 });
    const { Account = "" } = await client.send(new GetCallerIdentityCommand({}), {
      abortSignal: AbortSignal.timeout(10_000),
    });
    return Account;
  } catch (error) {
    const where = process.env.AWS_ENDPOINT_URL ? "The embedded AWS" : "AWS";
    throw new SetupBroken(
      `${where} does not answer (${(error as Error).message || (error as Error).name}). This is no mistake of yours: start the lab with \`npm start\`, then check again.`,
    );
  }
}
