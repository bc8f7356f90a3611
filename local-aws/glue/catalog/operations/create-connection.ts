import type { CreateConnectionRequest, CreateConnectionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateConnection.html */
export function createConnection(
  { connections, tags }: GlueContext,
  input: Checked<CreateConnectionRequest>,
): CreateConnectionResponse {
  const connection = input.ConnectionInput;
  connections.create(connection);
  tags.add(`connection/${connection.Name}`, input.Tags);
  return { CreateConnectionStatus: "READY" };
}
