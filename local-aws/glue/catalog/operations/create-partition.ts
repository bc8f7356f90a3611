import type { CreatePartitionRequest, CreatePartitionResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName, required } from "../../errors";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreatePartition.html */
export const createPartition =
  (catalog: Catalog): Operation<CreatePartitionRequest, CreatePartitionResponse> =>
  (input) => {
    catalog.partitions.create(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
      required("partitionInput", input.PartitionInput),
    );
    return {};
  };
