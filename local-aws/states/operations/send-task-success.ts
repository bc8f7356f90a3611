import type { SendTaskSuccessInput } from "@aws-sdk/client-sfn";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import { type Json, parseJson } from "../data/json";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html */
export function sendTaskSuccess(
  { environment }: StatesContext,
  { taskToken, output }: Checked<SendTaskSuccessInput>,
): void {
  let parsed: Json;
  try {
    parsed = parseJson(output);
  } catch (error) {
    throw new AwsError("InvalidOutput", `Invalid Output: '${(error as Error).message}'`);
  }
  environment.tokens.end(taskToken, { output: parsed });
}
