import type { DeleteConnectionRequest, DeleteConnectionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Tags } from "../../tags";
import type { Connections } from "../connections/connections";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteConnection.html */
export const deleteConnection =
  (connections: Connections, tags: Tags): Operation<DeleteConnectionRequest, DeleteConnectionResponse> =>
  (input) => {
    const name = required("connectionName", input.ConnectionName);
    connections.delete(name);
    tags.forget(`connection/${name}`);
    return {};
  };
