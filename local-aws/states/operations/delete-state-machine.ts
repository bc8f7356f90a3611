import type { DeleteStateMachineInput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import { checkArn } from "../arns";
import type { StatesContext } from "../states-context";

/**
 * Executions that run go on to their end, and all stay readable.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 */
export function deleteStateMachine({ machines }: StatesContext, input: Checked<DeleteStateMachineInput>): void {
  checkArn(input.stateMachineArn, "stateMachine");
  machines.delete(input.stateMachineArn);
}
