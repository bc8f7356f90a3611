import type { IncomingMessage, ServerResponse } from "node:http";
import type { SignatureVerifier } from "./signatures/signature";

/** What a service knows of the request that it answers. */
export interface RequestContext {
  readonly requestId: string;
  /** From the SigV4 credential scope; `us-east-1` where the request has none. */
  readonly region: string;
  readonly accountId: string;
  /** Where credentials are asked for: a service answers no request whose signature this has not found right. */
  readonly verifier?: SignatureVerifier;
  /** Whether a link is opened, which nobody signs. */
  readonly isLink?: boolean;
  /** Why nothing can be answered now: each service tells it in its own way. */
  readonly failure?: Error;
  /** Whether our own SQL engine asks, which comes by a path of its own. */
  readonly isOwnEngine?: boolean;
  /** Calls a listener when the client is gone: nobody waits for the answer any more. */
  readonly onGone?: (listener: () => void) => void;
  /** AWS's name of the operation, which the service sets as soon as it knows it; for the log. */
  operation?: string;
}

/** @throws Why nothing can be answered now. */
export function checkFailure({ failure }: RequestContext): void {
  if (failure !== undefined) {
    throw failure;
  }
}

/** An operation and how far it goes: `kept` is a setting that is read back and has no effect. */
export interface SupportedOperation {
  readonly name: string;
  readonly support: "works" | "kept";
}

/** One AWS service on the shared endpoint. */
export interface Service {
  /** The name in the SigV4 credential scope, such as `glue`. */
  readonly name: string;
  /** What stands before the dot in `X-Amz-Target`, such as `AWSGlue`, where the service's protocol has that header. */
  readonly targetPrefix?: string;
  /** Whether it is for this service where a request names none. */
  readonly takesUnsigned?: boolean;
  /** Whether a request without a signature is one of the service's own links, which a person opens. */
  readonly isLink?: (request: IncomingMessage) => boolean;
  /** All that it supports, for the table in `local-aws/README.md`; others are refused. */
  readonly operations: readonly SupportedOperation[];
  handle(request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void>;
  /**
   * Carries out an operation for another service, with the checks that a request gets, but its signature.
   *
   * @throws AwsError As a client would get it.
   */
  readonly call?: (
    operation: string,
    input: Readonly<Record<string, unknown>>,
    context: RequestContext,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** What it tells at `/_local/health`: its processes, and what waits in it. */
  readonly health?: () => object;
  /** Reads what it lists, so that what is damaged of it is known soon after the start. */
  load?(): void | Promise<void>;
  /** Forgets all state, on disk and in memory, and ends what runs. The service goes on. */
  reset(): Promise<void>;
  /** Ends what runs. State on disk stays. */
  close(): Promise<void>;
}
