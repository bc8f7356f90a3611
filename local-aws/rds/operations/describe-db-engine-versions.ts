import type { DBEngineVersionMessage, DescribeDBEngineVersionsMessage } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import { findPostgres } from "../cluster/postgres-programs";
import { filtered } from "../pages";
import type { RdsContext } from "../rds-context";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBEngineVersions.html */
export function describeDBEngineVersions(
  _context: RdsContext,
  input: Checked<DescribeDBEngineVersionsMessage>,
): DBEngineVersionMessage {
  const version = findPostgres()?.version;
  const major = version?.split(".")[0];
  const family = `postgres${major}`;
  const isAsked =
    [undefined, "postgres"].includes(input.Engine) &&
    [undefined, version, major].includes(input.EngineVersion) &&
    [undefined, family].includes(input.DBParameterGroupFamily);
  const own = { engine: "postgres", "engine-version": version ?? "", status: "available" };
  const passing = filtered([own], input.Filters, ["engine", "engine-version", "status"], (one) => one);
  if (version === undefined || !isAsked || passing.length === 0) {
    return { DBEngineVersions: [] };
  }
  return {
    DBEngineVersions: [
      {
        Engine: "postgres",
        EngineVersion: version,
        MajorEngineVersion: major,
        DBParameterGroupFamily: family,
        DBEngineDescription: "PostgreSQL",
        DBEngineVersionDescription: `PostgreSQL ${version}`,
        ValidUpgradeTarget: [],
        SupportsReadReplica: false,
        Status: "available",
      },
    ],
  };
}
