import type { BatchDeleteTableRequest, BatchDeleteTableResponse, TableError } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { atMost, checkName } from "../../errors";
import type { Catalog } from "../catalog";
import { errorDetail } from "../error-detail";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_BatchDeleteTable.html */
export const batchDeleteTable =
  (catalog: Catalog): Operation<BatchDeleteTableRequest, BatchDeleteTableResponse> =>
  (input) => {
    const database = checkName("databaseName", input.DatabaseName);
    catalog.getDatabase(database);
    const Errors: TableError[] = [];
    for (const name of atMost(100, "tablesToDelete", input.TablesToDelete)) {
      const ErrorDetail = errorDetail(() => catalog.deleteTable(database, name));
      if (ErrorDetail) {
        Errors.push({ TableName: name, ErrorDetail });
      }
    }
    return { Errors };
  };
