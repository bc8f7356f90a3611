import type {
  Connection,
  GetConnectionsFilter,
  GetConnectionsRequest,
  GetConnectionsResponse,
} from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { page } from "../../page";
import { type Connections, withoutPassword } from "../connections/connections";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetConnections.html */
export const getConnections =
  (connections: Connections): Operation<GetConnectionsRequest, GetConnectionsResponse> =>
  (input) => {
    const wanted = connections.all().filter((one) => fits(one, input.Filter ?? {}));
    const { items, NextToken } = page(wanted, (one) => one.Name ?? "", input, 100);
    return { ConnectionList: input.HidePassword ? items.map(withoutPassword) : items, NextToken };
  };

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
