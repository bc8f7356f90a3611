import { inspect } from "node:util";
import { queryAdvice } from "./athena/query-advice";

/** What the lesson's sources sort an error into. */
export type ErrorKind = "permission" | "data" | "configuration" | "resource";

/** An error of the helpers that already knows its kind, and what to do. */
export abstract class LabError extends Error {
  /** The last lines of the logs that belong to it, oldest first. */
  readonly log: readonly string[] = [];
  abstract readonly kind: ErrorKind;
  /** What to check next, the likeliest first. */
  abstract readonly checkNext: readonly string[];

  /** What a cell that throws it prints: a reader needs the way out, not a stack trace. */
  [inspect.custom](): string {
    const steps = this.checkNext.map((step, i) => `  ${i + 1}. ${step}`);
    return [
      `${this.name} (${this.kind}): ${this.message}`,
      ...this.log.map((line) => `  | ${line}`),
      "Check next:",
      ...steps,
    ].join("\n");
  }
}

/** Nothing says where AWS calls are to go. */
export class NoAwsChosen extends LabError {
  override readonly name = "NoAwsChosen";
  readonly kind = "configuration";
  readonly checkNext = [
    "Start the embedded AWS: `npm start` (with JupyterLab) or `npm run local-aws` (alone), then run this cell again.",
    "To use your AWS account, which costs money, start with `npm start -- --aws`, or set LAB_TARGET=aws and restart the kernel.",
  ];
  constructor(what: string) {
    super(
      `${what} Start it with \`npm start\` or \`npm run local-aws\` and run this cell again. ` +
        "To use your AWS account instead, which costs money, set LAB_TARGET=aws.",
    );
  }
}

/** A workshop's data, which are made at first need, could not be made. */
export class DatasetMissing extends LabError {
  override readonly name = "DatasetMissing";
  readonly kind = "configuration";
  readonly checkNext = ["Is there room on the disk?", "Run `npm run setup` again: it compiles what makes the data."];
}

/** A notebook names a workshop that is not there, or none. */
export class NoWorkshop extends LabError {
  override readonly name = "NoWorkshop";
  readonly kind = "configuration";
  readonly checkNext = [
    'Run the notebook\'s first code cell: `await useWorkshop("…")`, or `await useExercise("…/…")` in an exercise.',
  ];
}

/** A wait took longer than it may. What was waited for may go on. */
export class WaitTimeout extends LabError {
  override readonly name = "WaitTimeout";
  readonly kind = "resource";
  readonly checkNext = ["Look whether it still runs, and wait again with a larger timeoutSeconds."];
  constructor(
    readonly what: string,
    readonly seconds: number,
  ) {
    super(`Waited ${seconds} seconds for ${what}, which has not ended. It may still go on.`);
  }
}

/** Interrupt (in Jupyter: the square, or I twice) ended a wait. */
export class Interrupted extends LabError {
  override readonly name = "Interrupted";
  readonly kind = "resource";
  readonly checkNext = ["Run the cell again when you are ready."];
  constructor(what: string, outcome: string) {
    super(`Interrupted while waiting for ${what}. ${outcome}`);
  }
}

/** Athena ended a query as FAILED or CANCELLED. */
export class QueryFailed extends LabError {
  override readonly name = "QueryFailed";
  constructor(
    readonly queryExecutionId: string,
    readonly state: string,
    readonly reason: string,
  ) {
    super(`The query ${queryExecutionId} ended ${state}: ${reason}`);
  }
  get kind(): ErrorKind {
    return kindOfText(this.reason) ?? "configuration";
  }
  get checkNext(): readonly string[] {
    return [...sqlAdvice(this.reason), ...advice[this.kind]];
  }
}

/** A Glue job run ended otherwise than SUCCEEDED. */
export class JobRunFailed extends LabError {
  override readonly name = "JobRunFailed";
  constructor(
    readonly jobName: string,
    readonly runId: string,
    readonly state: string,
    readonly reason: string,
    override readonly log: readonly string[],
  ) {
    super(`The run ${runId} of job ${jobName} ended ${state}: ${reason}`);
  }
  get kind(): ErrorKind {
    return kindOfText(this.reason) ?? kindOfText(this.log.join("\n")) ?? "data";
  }
  get checkNext(): readonly string[] {
    return [
      "Read the last lines of the log: the first line that names your script is the place.",
      ...advice[this.kind],
    ];
  }
}

/** A crawl ended FAILED or CANCELLED. */
export class CrawlFailed extends LabError {
  override readonly name = "CrawlFailed";
  constructor(
    readonly crawlerName: string,
    readonly status: string,
    readonly reason: string,
  ) {
    super(`The crawl of ${crawlerName} ended ${status}: ${reason}`);
  }
  get kind(): ErrorKind {
    return kindOfText(this.reason) ?? "configuration";
  }
  get checkNext(): readonly string[] {
    return advice[this.kind];
  }
}

/** What {@link explainError} says. */
export interface ErrorExplanation {
  readonly kind: ErrorKind;
  /** What happened, in a sentence. */
  readonly what: string;
  /** AWS's or the helper's own words. */
  readonly detail: string;
  /** What to check next, the likeliest first. */
  readonly checkNext: readonly string[];
}

const advice: Readonly<Record<ErrorKind, readonly string[]>> = {
  permission: [
    "Read which action on which resource is refused; both stand in the message.",
    "Check that your user and the role of the jobs have the policies of docs/preparation.md.",
    "Check that Lake Formation does not guard the database: the jobs' role needs DESCRIBE and SELECT there.",
    "Check that your credentials are not expired: `aws sts get-caller-identity`.",
  ],
  data: [
    "Read one of the files that the step reads: `await s3.readText(bucket, key)`. Is it the format that the table says?",
    "Compare the table's columns and types with the file: `await glue.columns(database, table)`.",
    "Look at the rejected rows under processed/rejected/ and their reasons.",
  ],
  configuration: [
    "Check the names: bucket, database, table, crawler, job. AWS compares them letter by letter.",
    "Check that the step before this one has run; each notebook says what must exist already.",
    "Check the region: what was made in one region is not seen in another.",
  ],
  resource: [
    "Wait a little and run the cell again; nothing is lost.",
    "Check that no other run of the same crawler or job goes on.",
    "On AWS, check the service quotas of the account and the network connection.",
  ],
};

const summary: Readonly<Record<ErrorKind, string>> = {
  permission: "AWS refused: somebody lacks a permission.",
  data: "The data is not what this step expects.",
  configuration: "Something is set up or named wrongly, or does not exist yet.",
  resource: "A resource is busy, gone, out of reach or at its limit.",
};

/** AWS error codes and messages that tell a kind. The first pattern that matches wins. */
const patterns: readonly (readonly [ErrorKind, RegExp])[] = [
  // Athena adds "or requester is not authorized" to a name that it does not find.
  ["configuration", /\b(COLUMN|TABLE|SCHEMA|CATALOG|FUNCTION)_NOT_FOUND\b/],
  [
    "permission",
    /AccessDenied|not authorized|Forbidden|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|CredentialsProvider|Could not load credentials|Insufficient Lake ?Formation permission|PERMISSION_DENIED/i,
  ],
  [
    "resource",
    /Throttl|SlowDown|TooManyRequests|Rate exceeded|LimitExceeded|ConcurrentRunsExceeded|CrawlerRunning|ConcurrentModification|ServiceUnavailable|InternalServ|InternalError|EXHAUSTED|EXCEEDED_|CLUSTER_OUT_OF_MEMORY|OutOfMemory|No space left|NO_NODES_AVAILABLE|ECONNREFUSED|ECONNRESET|\bENOTFOUND|ETIMEDOUT|EAI_AGAIN|TimeoutError|RequestTimeout/i,
  ],
  [
    "data",
    /HIVE_BAD_DATA|HIVE_CURSOR_ERROR|HIVE_PARTITION_SCHEMA_MISMATCH|HIVE_CANNOT_OPEN_SPLIT|HIVE_FILESYSTEM_ERROR|HIVE_INVALID|INVALID_CAST_ARGUMENT|INVALID_FUNCTION_ARGUMENT|DIVISION_BY_ZERO|NUMERIC_VALUE_OUT_OF_RANGE|MalformedCSV|CANNOT_PARSE|CAST_INVALID_INPUT|MALFORMED_RECORD|InvalidObjectState|not a Parquet file|UNABLE_TO_INFER_SCHEMA|input rows? =|ValueError/i,
  ],
  [
    "configuration",
    /NoSuch(Bucket|Key)|EntityNotFound|ResourceNotFound|InvalidInput|InvalidRequest|InvalidArgument|InvalidBucketName|AlreadyExists|BucketAlready|ValidationException|MetadataException|NoScheduleException|UnknownOperation|_NOT_FOUND|SYNTAX_ERROR|TYPE_MISMATCH|FUNCTION_NOT_FOUND|NOT_SUPPORTED|GlueArgumentError|PATH_NOT_FOUND|Region is missing|IdempotentParameterMismatch/i,
  ],
];

function kindOfText(text: string): ErrorKind | undefined {
  return patterns.find(([, pattern]) => pattern.test(text))?.[0];
}

/**
 * Sorts an error as the lesson does (permission, data, configuration, resource) and says what to check next.
 *
 * @param error What was thrown: by the helpers, by an AWS SDK client, or by anything else.
 */
export function explainError(error: unknown): ErrorExplanation {
  if (error instanceof LabError) {
    return { kind: error.kind, what: summary[error.kind], detail: error.message, checkNext: error.checkNext };
  }
  const { name, code, message } = describe(error);
  const kind = kindOfText(`${name} ${code} ${message}`) ?? "configuration";
  const detail = message.includes(name) || name === "Error" ? message : `${name}: ${message}`;
  const checkNext = [...(name === "InvalidRequestException" ? sqlAdvice(message) : []), ...advice[kind]];
  return { kind, what: summary[kind], detail, checkNext };
}

/** The place in the SQL that Athena names, and what to do about the usual errors. */
function sqlAdvice(reason: string): string[] {
  const at = /line (\d+):(\d+)/.exec(reason);
  const sentence = queryAdvice(reason);
  return [
    ...(at === null ? [] : [`Look at line ${at[1]}, column ${at[2]} of the SQL.`]),
    ...(sentence === undefined ? [] : [sentence]),
  ];
}

function describe(error: unknown): { name: string; code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return describe(error.errors[0]);
  }
  if (error instanceof Error) {
    return { name: error.name, code: String((error as NodeJS.ErrnoException).code ?? ""), message: error.message };
  }
  return { name: "Error", code: "", message: String(error) };
}
