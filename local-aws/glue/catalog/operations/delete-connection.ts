import type { DeleteConnectionRequest, DeleteConnectionResponse } from "@aws-sdk/client-glue";
import { required } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteConnection.html */
export function deleteConnection(
  { connections, tags }: GlueContext,
  input: DeleteConnectionRequest,
): DeleteConnectionResponse {
  const name = required("connectionName", input.ConnectionName);
  connections.delete(name);
  tags.forget(`connection/${name}`);
  return {};
}
