import type { GetConnectionRequest, GetConnectionResponse } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { withoutPassword } from "../connections/connections";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetConnection.html */
export function getConnection(
  { connections }: GlueContext,
  input: Checked<GetConnectionRequest>,
): GetConnectionResponse {
  const connection = connections.get(input.Name);
  return { Connection: input.HidePassword ? withoutPassword(connection) : connection };
}
