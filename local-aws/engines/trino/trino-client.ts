import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import { parseAnswer } from "./trino-json";

/** A type as Trino describes it: `varchar` with its length, `array` with its element, … */
export interface TypeSignature {
  readonly rawType: string;
  readonly arguments: readonly TypeArgument[];
}

interface TypeArgument {
  readonly kind: "TYPE" | "NAMED_TYPE" | "LONG" | "VARIABLE";
  readonly value: unknown;
}

export interface TrinoColumn {
  readonly name: string;
  readonly type: string;
  readonly typeSignature: TypeSignature;
}

export interface TrinoStats {
  readonly queuedTimeMillis: number;
  readonly planningTimeMillis: number;
  readonly elapsedTimeMillis: number;
  readonly processedRows: number;
  readonly processedBytes: number;
  readonly physicalInputBytes: number;
}

export interface TrinoPage {
  /** Trino's id of the query. */
  readonly id: string;
  readonly columns?: readonly TrinoColumn[];
  readonly data?: readonly (readonly unknown[])[];
  readonly stats: TrinoStats;
  readonly updateType?: string;
  readonly updateCount?: number;
}

interface TrinoAnswer extends TrinoPage {
  readonly nextUri?: string;
  readonly error?: TrinoErrorBody;
}

interface TrinoErrorBody {
  readonly message: string;
  readonly errorName: string;
  readonly errorType: string;
  readonly failureInfo?: { readonly type?: string };
}

/** A query that Trino refused or broke off. */
export class TrinoError extends Error {
  /** Such as `COLUMN_NOT_FOUND`. */
  readonly errorName: string;
  /** `USER_ERROR`, `INTERNAL_ERROR`, `INSUFFICIENT_RESOURCES`, `EXTERNAL`. */
  readonly errorType: string;
  /** Whether Trino's grammar does not know the text; other syntax errors are found in a text that it has read. */
  readonly unparsable: boolean;

  constructor(body: TrinoErrorBody) {
    super(body.message);
    this.errorName = body.errorName;
    this.errorType = body.errorType;
    this.unparsable = body.failureInfo?.type === "io.trino.sql.parser.ParsingException";
  }
}

/** Trino went away while a query ran. */
export class TrinoLost extends Error {}

/** Where a Trino is, and how it knows who asks. */
export interface TrinoAddress {
  readonly url: string;
  /** Of our own Trino, which answers nobody else. */
  readonly secret?: string;
}

/** The headers of each request to a Trino. */
export function trinoHeaders({ secret }: TrinoAddress): Readonly<Record<string, string>> {
  return { "x-trino-user": "athena", ...(secret !== undefined && { "x-lab-secret": secret }) };
}

export interface TrinoQuery {
  readonly trino: TrinoAddress;
  readonly sql: string;
  readonly database: string;
  /** Session properties, such as `awsdatacatalog.compression_codec`. */
  readonly session: Readonly<Record<string, string>>;
  /** Ends the query in Trino too. */
  readonly signal: AbortSignal;
}

/**
 * Runs a query and gives its pages as they come.
 *
 * @throws TrinoError, TrinoLost
 * @see https://trino.io/docs/476/develop/client-protocol.html
 */
export async function* runTrinoQuery({ trino, sql, database, session, signal }: TrinoQuery): AsyncGenerator<TrinoPage> {
  const known = trinoHeaders(trino);
  const headers = {
    ...known,
    "x-trino-source": "athena",
    "x-trino-catalog": "awsdatacatalog",
    "x-trino-schema": encodeURIComponent(database),
    "x-trino-time-zone": "UTC",
    "x-trino-session": Object.entries(session)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join(","),
  };
  let next: string | undefined;
  try {
    let answer = await ask(`${trino.url}/v1/statement`, { method: "POST", headers, body: sql, signal });
    for (;;) {
      next = answer.nextUri;
      if (answer.error !== undefined) {
        throw new TrinoError(answer.error);
      }
      yield answer;
      if (next === undefined) {
        return;
      }
      answer = await ask(withPageSize(next), { headers: known, signal });
    }
  } finally {
    if (next !== undefined) {
      // left before its end: Trino need not go on
      await fetch(next, { method: "DELETE", headers: known }).catch(() => {});
    }
  }
}

/** Trino's own pages have 16 MB: read in one piece, and kept as a whole. */
const pageSize = "1MB";

function withPageSize(uri: string): string {
  const url = new URL(uri);
  url.searchParams.set("targetResultSize", pageSize);
  return url.href;
}

interface TrinoRequest {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

async function ask(url: string, request: TrinoRequest): Promise<TrinoAnswer> {
  for (;;) {
    const { status, body } = await answerOf(url, request);
    if (status === 200) {
      return (await parseAnswer(body)) as TrinoAnswer;
    }
    // Trino asks for patience with these
    if (![502, 503, 504].includes(status)) {
      throw new Error(`Trino answered ${status}: ${body.slice(0, 500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** With Node's own client: `fetch` takes a millisecond and a half more, and a query is six requests. */
async function answerOf(
  url: string,
  request: TrinoRequest,
): Promise<{ readonly status: number; readonly body: string }> {
  try {
    const response = await responseTo(url, request);
    return { status: response.statusCode ?? 0, body: await text(response) };
  } catch (error) {
    if (request.signal.aborted) {
      throw error;
    }
    throw new TrinoLost("Trino went away while the query ran.", { cause: error });
  }
}

function responseTo(url: string, { body, ...options }: TrinoRequest): Promise<IncomingMessage> {
  const { request } = url.startsWith("https:") ? https : http;
  return new Promise((resolve, reject) => {
    request(url, options, resolve).on("error", reject).end(body);
  });
}
