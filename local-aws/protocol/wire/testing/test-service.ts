import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { modelOf } from "../../../service-models";
import { AwsError } from "../../aws-error";
import { linkModel, type ServiceModel } from "../../model/service-model";
import { modelledService } from "../../modelled-service";
import type { OperationTable } from "../../operation";
import type { RequestContext } from "../../service";
import type { SignatureVerifier } from "../../signatures/signature";
import type { Protocol } from "../protocol";

/** A service with AWS's model and no purpose: it notes what comes in and answers what it was told. */
export interface TestService {
  readonly url: string;
  readonly model: ServiceModel;
  /** The input that came last. */
  input: unknown;
  /** What comes out next, or is thrown. */
  output: object | Error | undefined;
  close(): void;
}

/**
 * @param name As in a credential scope; botocore has its model.
 * @param verifier Where given, requests have to be signed right.
 */
export async function startTestService(
  name: string,
  protocols: readonly [Protocol, ...Protocol[]],
  verifier?: SignatureVerifier,
): Promise<TestService> {
  const model = linkModel(modelOf(name));
  const context = { input: undefined as unknown, output: undefined as object | Error | undefined };
  const operations: OperationTable<typeof context> = Object.fromEntries(
    model.operationNames.map((operation) => [
      operation,
      (own: typeof context, input: unknown) => {
        own.input = input;
        if (own.output instanceof Error) {
          throw own.output;
        }
        return own.output;
      },
    ]),
  );
  const service = modelledService({
    ...{ name, protocols, operations, context, model },
    refuse: (message) => new AwsError("ValidationException", message),
    internalError: "InternalFailure",
    showsValues: true,
    refused: {},
    reset: async () => {},
    close: async () => {},
  });
  const server = createServer((request, response) => {
    const about: RequestContext = {
      ...{ requestId: randomUUID(), region: "us-east-1", accountId: "000000000000", verifier },
    };
    service.handle(request, response, about).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(context, {
    url: `http://127.0.0.1:${port}`,
    model,
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
}
