import type { UpdateConnectionRequest, UpdateConnectionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Connections } from "../connections/connections";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateConnection.html */
export const updateConnection =
  (connections: Connections): Operation<UpdateConnectionRequest, UpdateConnectionResponse> =>
  (input) => {
    connections.update(required("name", input.Name), required("connectionInput", input.ConnectionInput));
    return {};
  };
