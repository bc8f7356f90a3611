import type { UpdateConnectionRequest, UpdateConnectionResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateConnection.html */
export function updateConnection(
  { connections }: GlueContext,
  input: UpdateConnectionRequest,
): UpdateConnectionResponse {
  connections.update(required("name", input.Name), required("connectionInput", input.ConnectionInput));
  return {};
}
