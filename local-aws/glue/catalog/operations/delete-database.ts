import type { DeleteDatabaseRequest, DeleteDatabaseResponse } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import type { Tags } from "../../tags";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_DeleteDatabase.html */
export const deleteDatabase =
  (catalog: Catalog, tags: Tags): Operation<DeleteDatabaseRequest, DeleteDatabaseResponse> =>
  (input) => {
    const name = checkName("name", input.Name);
    catalog.deleteDatabase(name);
    tags.forget(`database/${name}`);
    return {};
  };
