import type { GetTableVersionsRequest, GetTableVersionsResponse, TableVersion } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { checkName } from "../../errors";
import { page } from "../../page";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTableVersions.html */
export const getTableVersions =
  (catalog: Catalog): Operation<GetTableVersionsRequest, GetTableVersionsResponse> =>
  (input) => {
    const versions = catalog.getTableVersions(
      checkName("databaseName", input.DatabaseName),
      checkName("tableName", input.TableName),
    );
    const { items, NextToken } = page(versions, newestFirst, input, 100);
    return { TableVersions: items, NextToken };
  };

const newestFirst = ({ VersionId }: TableVersion): string => String(1e12 - Number(VersionId));
