import type { GetTableVersionRequest, GetTableVersionResponse } from "@aws-sdk/client-glue";
import { checkName, notFound } from "../../errors";
import type { GlueContext } from "../../glue-context";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetTableVersion.html */
export function getTableVersion({ catalog }: GlueContext, input: GetTableVersionRequest): GetTableVersionResponse {
  const versions = catalog.getTableVersions(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
  );
  const wanted = input.VersionId ?? versions[0]?.VersionId;
  const TableVersion = versions.find((version) => version.VersionId === wanted);
  if (TableVersion === undefined) {
    throw notFound(`Version ${wanted} of table ${input.TableName} not found.`);
  }
  return { TableVersion };
}
