import type {
  Connection,
  GetConnectionsFilter,
  GetConnectionsRequest,
  GetConnectionsResponse,
} from "@aws-sdk/client-glue";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { withoutPassword } from "../connections/connections";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetConnections.html */
export function getConnections({ connections }: GlueContext, input: GetConnectionsRequest): GetConnectionsResponse {
  const wanted = connections.all().filter((one) => fits(one, input.Filter ?? {}));
  const { items, NextToken } = pageOf(wanted, (one) => one.Name ?? "", input, 100);
  return { ConnectionList: input.HidePassword ? items.map(withoutPassword) : items, NextToken };
}

function fits(
  connection: Connection,
  { ConnectionType, MatchCriteria, ConnectionSchemaVersion }: GetConnectionsFilter,
) {
  return (
    (ConnectionType === undefined || connection.ConnectionType === ConnectionType) &&
    (ConnectionSchemaVersion === undefined || connection.ConnectionSchemaVersion === ConnectionSchemaVersion) &&
    (MatchCriteria ?? []).every((one) => connection.MatchCriteria?.includes(one))
  );
}
