import type { SendTaskHeartbeatInput } from "@aws-sdk/client-sfn";
import type { Checked } from "../../protocol/operation";
import type { StatesContext } from "../states-context";

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html */
export function sendTaskHeartbeat(
  { environment }: StatesContext,
  { taskToken }: Checked<SendTaskHeartbeatInput>,
): void {
  environment.tokens.heartbeat(taskToken);
}
