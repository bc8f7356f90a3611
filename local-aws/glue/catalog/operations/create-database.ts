import type { CreateDatabaseRequest, CreateDatabaseResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { required } from "../../errors";
import type { Tags } from "../../tags";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDatabase.html */
export const createDatabase =
  (catalog: Catalog, tags: Tags): Operation<CreateDatabaseRequest, CreateDatabaseResponse> =>
  (input) => {
    const database = required("databaseInput", input.DatabaseInput);
    catalog.createDatabase(database);
    tags.add(`database/${database.Name?.toLowerCase()}`, input.Tags);
    return {};
  };
