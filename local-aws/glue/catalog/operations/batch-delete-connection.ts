import type { BatchDeleteConnectionRequest, BatchDeleteConnectionResponse, ErrorDetail } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { atMost } from "../../errors";
import type { Tags } from "../../tags";
import type { Connections } from "../connections/connections";
import { errorDetail } from "../error-detail";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchDeleteConnection.html */
export const batchDeleteConnection =
  (connections: Connections, tags: Tags): Operation<BatchDeleteConnectionRequest, BatchDeleteConnectionResponse> =>
  (input) => {
    const Succeeded: string[] = [];
    const errors: [string, ErrorDetail][] = [];
    for (const name of atMost(25, "connectionNameList", input.ConnectionNameList)) {
      const detail = errorDetail(() => connections.delete(name));
      if (detail === undefined) {
        tags.forget(`connection/${name}`);
        Succeeded.push(name);
      } else {
        errors.push([name, detail]);
      }
    }
    return { Succeeded, Errors: Object.fromEntries(errors) };
  };
