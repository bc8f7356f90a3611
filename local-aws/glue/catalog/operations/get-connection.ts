import type { GetConnectionRequest, GetConnectionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import { type Connections, withoutPassword } from "../connections/connections";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetConnection.html */
export const getConnection =
  (connections: Connections): Operation<GetConnectionRequest, GetConnectionResponse> =>
  (input) => {
    const connection = connections.get(required("name", input.Name));
    return { Connection: input.HidePassword ? withoutPassword(connection) : connection };
  };
