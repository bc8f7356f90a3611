import type { BatchDeleteConnectionRequest, BatchDeleteConnectionResponse, ErrorDetail } from "@aws-sdk/client-glue";
import type { Checked } from "../../../protocol/operation";
import type { GlueContext } from "../../glue-context";
import { errorDetail } from "../error-detail";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchDeleteConnection.html */
export function batchDeleteConnection(
  { connections, tags }: GlueContext,
  input: Checked<BatchDeleteConnectionRequest>,
): BatchDeleteConnectionResponse {
  const Succeeded: string[] = [];
  const errors: [string, ErrorDetail][] = [];
  for (const name of input.ConnectionNameList) {
    const detail = errorDetail(() => connections.delete(name));
    if (detail === undefined) {
      tags.forget(`connection/${name}`);
      Succeeded.push(name);
    } else {
      errors.push([name, detail]);
    }
  }
  return { Succeeded, Errors: Object.fromEntries(errors) };
}
