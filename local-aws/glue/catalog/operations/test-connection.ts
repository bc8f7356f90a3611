import type { TestConnectionRequest, TestConnectionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Connections } from "../connections/connections";
import { withPostgres } from "../connections/postgres";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_TestConnection.html */
export const testConnection =
  (connections: Connections): Operation<TestConnectionRequest, TestConnectionResponse> =>
  async (input) => {
    const connection = connections.get(required("connectionName", input.ConnectionName));
    await withPostgres(connection, undefined, (client) => client.query("SELECT 1"));
    return {};
  };
