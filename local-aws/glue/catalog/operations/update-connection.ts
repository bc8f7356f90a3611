import type { UpdateConnectionRequest, UpdateConnectionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateConnection.html */
export function updateConnection(
  { connections }: GlueContext,
  input: Checked<UpdateConnectionRequest>,
): UpdateConnectionResponse {
  connections.update(input.Name, input.ConnectionInput);
  return {};
}
