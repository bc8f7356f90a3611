import type { StartDBInstanceMessage, StartDBInstanceResult } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import { described } from "../instance";
import type { RdsContext } from "../rds-context";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_StartDBInstance.html */
export function startDBInstance(
  { instances }: RdsContext,
  { DBInstanceIdentifier }: Checked<StartDBInstanceMessage>,
): StartDBInstanceResult {
  return { DBInstance: described(instances.start(instances.inState(DBInstanceIdentifier, ["stopped", "failed"]))) };
}
