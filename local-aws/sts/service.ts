import { AwsError } from "../protocol/aws-error";
import { modelledService } from "../protocol/modelled-service";
import type { OperationsOf } from "../protocol/operation";
import type { Service } from "../protocol/service";
import { awsQuery } from "../protocol/wire/aws-query";
import { getCallerIdentity } from "./operations/get-caller-identity";

const operations = {
  GetCallerIdentity: getCallerIdentity,
} satisfies OperationsOf<typeof import("@aws-sdk/client-sts"), undefined>;

/**
 * STS, as far as the lesson asks: who am I?
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
 */
export function stsService(): Service {
  return modelledService({
    name: "sts",
    protocols: [awsQuery({ namespace: "https://sts.amazonaws.com/doc/2011-06-15/" })],
    context: undefined,
    operations,
    refuse: (message) => new AwsError("ValidationError", message),
    internalError: "InternalFailure",
    showsValues: true,
    refused: {},
    reset: async () => {},
    close: async () => {},
  });
}
