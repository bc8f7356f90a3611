import type { IncomingMessage, ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import type { IdempotentAnswers } from "../storage/repeated-requests/idempotent-answers";
import type { AwsError } from "./aws-error";
import { violationsOf, violationText } from "./model/constraints";
import { valuesAt } from "./model/member-path";
import { readInput, UnreadableInput } from "./model/read-input";
import { type ServiceModel, type Shape, serviceModel } from "./model/service-model";
import type { OperationTable } from "./operation";
import { readBody } from "./read-body";
import { checkFailure, type RequestContext, type Service } from "./service";
import { sha256 } from "./signatures/signature";
import { toJson } from "./wire/json-text";
import type { Asked, Protocol, Spoken } from "./wire/protocol";
import { unzipped } from "./wire/unzipped";

export interface ModelledServiceOptions<Context> {
  /** The name in the credential scope, such as `glue`. */
  readonly name: string;
  /** Those that it speaks; a request that is in none of them for sure is taken for one in the last. */
  readonly protocols: readonly [Protocol, ...Protocol[]];
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
  /** The bytes of a request's body at most; 16 MiB where it is not given. */
  readonly largestBody?: number;
  /** The service's model where it does not lie in the service's room. */
  readonly model?: ServiceModel;
  readonly load?: () => void | Promise<void>;
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const usualLargestBody = 16 * 1024 * 1024;
const bigBody = 1024 * 1024;

/**
 * A service that AWS's model describes, in the protocols that AWS has for it. Its operations know nothing of these, and
 * see no input that the model does not allow. They throw an `AwsError` with the exception's name in the SDKs; what code and
 * status that has on the wire, the model says.
 */
export function modelledService<Context>(options: ModelledServiceOptions<Context>): Service {
  const { name, protocols, internalError, largestBody = usualLargestBody } = options;
  const spoken = (): Spoken => ({ name, internalError, model: options.model ?? serviceModel(name) });
  const carryOut = async (asked: Asked, protocol: Protocol, bytes: number, context: RequestContext) => {
    context.operation = asked.operation;
    const operation = findOperation(options, protocol, asked.operation);
    const input = checkedInput(options, protocol, asked, spoken().model.input(asked.operation));
    options.checkInput?.(input);
    if (bytes > bigBody) {
      // it was long work to read
      await setImmediate();
    }
    const run = async () => operation(options.context, input as never, context);
    return (await once(options, asked.operation, input, run)) as object | undefined;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse, context: RequestContext) => {
    const protocol = protocols.find((each) => each.speaks(request)) ?? (protocols.at(-1) as Protocol);
    try {
      const sent = await readBody(request, largestBody);
      checkFailure(context);
      context.verifier?.verify(request, sha256(sent));
      const body = await unzipped(request, sent, largestBody);
      const asked = protocol.ask(request, body, spoken());
      protocol.sendOutput(response, context, await carryOut(asked, protocol, body.length, context), spoken());
    } catch (error) {
      if (!request.socket.destroyed) {
        protocol.sendError(response, context, error, spoken());
      }
    }
  };
  return {
    name,
    targetPrefix: protocols.find(({ targetPrefix }) => targetPrefix !== undefined)?.targetPrefix,
    operations: Object.keys(options.operations).map((operation) => ({
      name: operation,
      support: options.kept?.includes(operation) ? "kept" : "works",
    })),
    load: options.load,
    reset: options.reset,
    close: options.close,
    handle: answer,
    call: async (operation, input, context) => {
      const asked = { operation, input: () => JSON.parse(toJson(input)) };
      return ((await carryOut(asked, protocols[0], 0, { ...context })) ?? {}) as Readonly<Record<string, unknown>>;
    },
  };
}

/** Carries a request out, or answers it as before where its token says that it is sent again. */
async function once(
  { idempotent }: Pick<ModelledServiceOptions<unknown>, "idempotent">,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const token = input[idempotent?.tokens[operation] ?? ""];
  return idempotent === undefined || token === undefined
    ? work()
    : idempotent.answers.once(`${operation} ${token}`, sha256(toJson(input)), work, idempotent.mismatch);
}

function findOperation<Context>(
  { name: service, operations }: Pick<ModelledServiceOptions<Context>, "name" | "operations">,
  protocol: Protocol,
  name: string,
): OperationTable<Context>[string] {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) {
    throw protocol.unknownOperation(
      `The embedded AWS does not support ${service}:${name}. local-aws/README.md lists what it supports.`,
    );
  }
  return operation;
}

/** @throws AwsError Where it cannot be read, or as the service refuses what breaks a constraint */
function checkedInput(
  { name, refuse, showsValues, refused }: Omit<ModelledServiceOptions<unknown>, "operations">,
  protocol: Protocol,
  asked: Asked,
  shape: Shape,
): Readonly<Record<string, unknown>> {
  const input = readAsked(protocol, asked, shape);
  const violations = violationsOf(shape, input);
  if (violations.length > 0) {
    throw refuse(violationText(violations, showsValues));
  }
  const [unsupported] = [...(refused["*"] ?? []), ...(refused[asked.operation] ?? [])].filter((path) =>
    valuesAt(input, path).some(Boolean),
  );
  if (unsupported !== undefined) {
    throw refuse(`The embedded AWS does not support the member ${unsupported} of ${name}:${asked.operation}.`);
  }
  return input;
}

function readAsked(protocol: Protocol, asked: Asked, shape: Shape): Readonly<Record<string, unknown>> {
  try {
    return readInput(shape, asked.input(shape));
  } catch (error) {
    throw error instanceof UnreadableInput ? protocol.unreadable(error.message) : error;
  }
}
