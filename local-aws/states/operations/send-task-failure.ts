import type { SendTaskFailureInput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskFailure.html */
export function sendTaskFailure(
  { environment }: StatesContext,
  { taskToken, error, cause }: Checked<SendTaskFailureInput>,
): void {
  environment.tokens.end(taskToken, { error, cause });
}
