import type { IncomingMessage, ServerResponse } from "node:http";

/** What a service knows of the request that it answers. */
export interface RequestContext {
  readonly requestId: string;
  /** From the SigV4 credential scope; `us-east-1` where the request has none. */
  readonly region: string;
  readonly accountId: string;
}

/** One AWS service on the shared endpoint. */
export interface Service {
  /** The name in the SigV4 credential scope: `s3`, `glue`, `athena`, `logs`, `sts`. */
  readonly name: string;
  handle(request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void>;
  /** Forgets all state, on disk and in memory, and ends what runs. The service goes on. */
  reset(): Promise<void>;
  /** Ends what runs. State on disk stays. */
  close(): Promise<void>;
}
