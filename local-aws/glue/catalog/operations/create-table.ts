import type { CreateTableRequest, CreateTableResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateTable.html */
export const createTable =
  (catalog: Catalog): Operation<CreateTableRequest, CreateTableResponse> =>
  (input) => {
    catalog.createTable(
      checkName("databaseName", input.DatabaseName),
      required("tableInput", input.TableInput),
      input.PartitionIndexes,
    );
    return {};
  };
