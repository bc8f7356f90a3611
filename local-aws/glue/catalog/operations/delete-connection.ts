import type { DeleteConnectionRequest, DeleteConnectionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteConnection.html */
export function deleteConnection(
  { connections, tags }: GlueContext,
  input: Checked<DeleteConnectionRequest>,
): DeleteConnectionResponse {
  const name = input.ConnectionName;
  connections.delete(name);
  tags.forget(`connection/${name}`);
  return {};
}
