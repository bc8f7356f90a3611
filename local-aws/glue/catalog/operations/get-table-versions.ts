import type { GetTableVersionsRequest, GetTableVersionsResponse, TableVersion } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTableVersions.html */
export function getTableVersions({ catalog }: GlueContext, input: GetTableVersionsRequest): GetTableVersionsResponse {
  const versions = catalog.getTableVersions(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
  );
  const { items, NextToken } = pageOf(versions, newestFirst, input, 100);
  return { TableVersions: items, NextToken };
}

const newestFirst = ({ VersionId }: TableVersion): string => String(1e12 - Number(VersionId));
