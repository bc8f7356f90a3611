import type { IncomingMessage, ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import { ioProblem, isOutOfFiles } from "../storage/io-error";
import type { IdempotentAnswers } from "../storage/repeated-requests/idempotent-answers";
import { AwsError } from "./aws-error";
import { violationsOf, violationText } from "./model/constraints";
import { valuesAt } from "./model/member-path";
import { readInput, UnreadableInput } from "./model/read-input";
import { type Shape, serviceModel } from "./model/service-model";
import type { OperationTable } from "./operation";
import { readBody } from "./read-body";
import { checkFailure, type RequestContext, type Service } from "./service";
import { jsonRefusal } from "./signature-refusals";
import { sha256 } from "./signatures/signature";
import { SignatureError } from "./signatures/signature-error";

export interface JsonServiceOptions<Context> {
  /** The name in the credential scope, such as `glue`. */
  readonly name: string;
  /** What stands before the dot in `X-Amz-Target`, such as `AWSGlue`. */
  readonly targetPrefix: string;
  /** By AWS's operation name, such as `CreateDatabase`. */
  readonly operations: OperationTable<Context>;
  /** What they work on. */
  readonly context: Context;
  /** Looks at the input of each operation before that does. */
  readonly checkInput?: (input: Readonly<Record<string, unknown>>) => void;
  /** How the service refuses what breaks the constraints of AWS's model: its exception around AWS's message. */
  readonly refuse: (message: string) => AwsError;
  /** The service's exception for what goes wrong inside it, by which SDKs know to try again. */
  readonly internalError: string;
  /** Whether that message says the value that was refused, as AWS's older services do. */
  readonly showsValues: boolean;
  /**
   * Members by operation, `*` for all, that AWS obeys and this service cannot: refused where they ask for something.
   * Those inside others are named by their path, such as `Actions.SecurityConfiguration`.
   */
  readonly refused: Readonly<Record<string, readonly string[]>>;
  /** How requests that are sent again are known, of the operations that do not look for it themselves. */
  readonly idempotent?: {
    /** The member with the token, by operation. */
    readonly tokens: Readonly<Record<string, string>>;
    readonly answers: IdempotentAnswers;
    /** The error for a token that another request had. */
    readonly mismatch: () => AwsError;
  };
  /** Those of them whose setting is kept and read back and has no effect. */
  readonly kept?: readonly string[];
  readonly load?: () => void | Promise<void>;
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const maxBodyBytes = 16 * 1024 * 1024;
const bigBody = 1024 * 1024;

/**
 * A service that speaks AWS JSON 1.1. Its operations see no input that AWS's model does not allow.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonService<Context>(options: JsonServiceOptions<Context>): Service {
  const carryOut = async (body: Buffer, context: RequestContext): Promise<object> => {
    const operation = findOperation(options, context.operation ?? "");
    const input = checkedInput(options, context.operation ?? "", body);
    options.checkInput?.(input);
    if (body.length > bigBody) {
      // it was long work to read
      await setImmediate();
    }
    const run = async () => operation(options.context, input as never, context);
    return (await once(options, context.operation ?? "", input, body, run)) ?? {};
  };
  return {
    name: options.name,
    targetPrefix: options.targetPrefix,
    operations: Object.keys(options.operations).map((name) => ({
      name,
      support: options.kept?.includes(name) ? "kept" : "works",
    })),
    load: options.load,
    reset: options.reset,
    close: options.close,
    call: async (operation, input, context) =>
      (await carryOut(Buffer.from(toJson(input)), { ...context, operation })) as Readonly<Record<string, unknown>>,
    async handle(request, response, context) {
      try {
        const body = await readBody(request, maxBodyBytes);
        checkFailure(context);
        context.verifier?.verify(request, sha256(body));
        context.operation = readTarget(options, request);
        send(response, 200, context, toJson(await carryOut(body, context)));
      } catch (error) {
        if (!request.socket.destroyed) {
          sendJsonError(response, context, error, options);
        }
      }
    },
  };
}

/** Carries a request out, or answers it as before where its token says that it is sent again. */
async function once(
  { idempotent }: Pick<JsonServiceOptions<unknown>, "idempotent">,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  body: Buffer,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const token = input[idempotent?.tokens[operation] ?? ""];
  return idempotent === undefined || token === undefined
    ? work()
    : idempotent.answers.once(`${operation} ${token}`, sha256(body), work, idempotent.mismatch);
}

/** @returns The operation's name. */
function readTarget(
  { targetPrefix }: Pick<JsonServiceOptions<unknown>, "targetPrefix">,
  request: IncomingMessage,
): string {
  const target = String(request.headers["x-amz-target"] ?? "");
  const [prefix, name = ""] = target.split(".");
  if (prefix !== targetPrefix || name === "") {
    throw new AwsError("UnknownOperationException", `There is no operation ${target || "(none named)"}.`);
  }
  return name;
}

function findOperation<Context>(
  { name: service, operations }: Pick<JsonServiceOptions<Context>, "name" | "operations">,
  name: string,
): OperationTable<Context>[string] {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) {
    throw new AwsError(
      "UnknownOperationException",
      `The embedded AWS does not support ${service}:${name}. local-aws/README.md lists what it supports.`,
    );
  }
  return operation;
}

/** @throws AwsError SerializationException, or as the service refuses what breaks a constraint */
function checkedInput(
  { name, refuse, showsValues, refused }: Omit<JsonServiceOptions<unknown>, "operations">,
  operation: string,
  body: Buffer,
): Readonly<Record<string, unknown>> {
  const shape = serviceModel(name).input(operation);
  const input = parsedInput(shape, body);
  const violations = violationsOf(shape, input);
  if (violations.length > 0) {
    throw refuse(violationText(violations, showsValues));
  }
  const [unsupported] = [...(refused["*"] ?? []), ...(refused[operation] ?? [])].filter((path) =>
    valuesAt(input, path).some(Boolean),
  );
  if (unsupported !== undefined) {
    throw refuse(`The embedded AWS does not support the member ${unsupported} of ${name}:${operation}.`);
  }
  return input;
}

function parsedInput(shape: Shape, body: Buffer): Readonly<Record<string, unknown>> {
  try {
    return readInput(shape, body.toString("utf8"));
  } catch (error) {
    throw error instanceof UnreadableInput ? new AwsError("SerializationException", error.message) : error;
  }
}

/** Dates go over the wire as seconds since 1970, as the protocol asks. */
function toJson(output: unknown): string {
  return JSON.stringify(withSeconds(output));
}

/** Copies only what has a date in it: a page of results has none, and a hundred thousand values. */
function withSeconds(value: unknown): unknown {
  if (value instanceof Date) {
    return value.getTime() / 1000;
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const own = value as Record<string, unknown>;
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(own)) {
    const changed = withSeconds(own[key]);
    if (changed !== own[key]) {
      copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
      copy[key] = changed;
    }
  }
  return copy ?? value;
}

/**
 * Answers with an error as services that speak AWS JSON do.
 *
 * @param service Its name, and its own error for what went wrong inside it.
 */
export function sendJsonError(
  response: ServerResponse,
  context: RequestContext,
  error: unknown,
  service: Pick<JsonServiceOptions<unknown>, "name" | "internalError">,
): void {
  const shown = error instanceof SignatureError ? jsonRefusal(error) : error;
  if (shown instanceof AwsError) {
    const message = shown.message === "" ? {} : { Message: shown.message, message: shown.message };
    const body = { __type: shown.code, ...message, ...shown.fields };
    response.setHeader("x-amzn-errortype", shown.code);
    send(response, shown.status, context, JSON.stringify(body));
    return;
  }
  const operation = `${service.name}:${context.operation}`;
  console.error(`${operation} failed:`, error);
  const message = ioProblem(error) ?? `The embedded AWS failed in ${operation}; its log has the details.`;
  const [status, code] = isOutOfFiles(error)
    ? ([503, "ServiceUnavailableException"] as const)
    : ([500, service.internalError] as const);
  send(response, status, context, JSON.stringify({ __type: code, Message: message, message }));
}

function send(response: ServerResponse, status: number, context: RequestContext, body: string): void {
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.1",
    "content-length": Buffer.byteLength(body),
    "x-amzn-requestid": context.requestId,
  });
  response.end(body);
}
