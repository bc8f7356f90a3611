import type { CreateConnectionRequest, CreateConnectionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Tags } from "../../tags";
import type { Connections } from "../connections/connections";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateConnection.html */
export const createConnection =
  (connections: Connections, tags: Tags): Operation<CreateConnectionRequest, CreateConnectionResponse> =>
  (input) => {
    const connection = required("connectionInput", input.ConnectionInput);
    connections.create(connection);
    tags.add(`connection/${connection.Name}`, input.Tags);
    return { CreateConnectionStatus: "READY" };
  };
