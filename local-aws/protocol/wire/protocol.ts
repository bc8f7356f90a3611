import type { IncomingMessage, ServerResponse } from "node:http";
import type { AwsError } from "../aws-error";
import type { ServiceModel, Shape } from "../model/service-model";
import type { RequestContext } from "../service";

/** What a request asks for, as far as it can be told without the operation's shape. */
export interface Asked {
  /** AWS's name of the operation. */
  readonly operation: string;
  /**
   * The input as a JSON value that nobody has checked yet; numbers, dates and bytes that came as text are already such.
   *
   * @throws UnreadableInput Where the body cannot be taken apart.
   */
  input(shape: Shape): unknown;
}

/** A service as its protocols see it. */
export interface Spoken {
  readonly name: string;
  readonly model: ServiceModel;
  /** The service's exception for what goes wrong inside it. */
  readonly internalError: string;
}

/** One of AWS's protocols: how operations, inputs, outputs and errors go over the wire. */
export interface Protocol {
  /** What stands before the dot in `X-Amz-Target`, where the protocol has that header. */
  readonly targetPrefix?: string;
  /** Whether a request is in this protocol and no other. */
  speaks(request: IncomingMessage): boolean;
  /** @throws AwsError Where the request names no operation. */
  ask(request: IncomingMessage, body: Buffer, service: Spoken): Asked;
  /** For an operation that the service does not have. */
  unknownOperation(message: string): AwsError;
  /** For an input that cannot be read. */
  unreadable(message: string): AwsError;
  sendOutput(response: ServerResponse, context: RequestContext, output: object | undefined, service: Spoken): void;
  sendError(response: ServerResponse, context: RequestContext, error: unknown, service: Spoken): void;
}
