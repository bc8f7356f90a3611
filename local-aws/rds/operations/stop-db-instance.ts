import type { StopDBInstanceMessage, StopDBInstanceResult } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import { described } from "../instance";
import type { RdsContext } from "../rds-context";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_StopDBInstance.html */
export function stopDBInstance(
  { instances }: RdsContext,
  { DBInstanceIdentifier }: Checked<StopDBInstanceMessage>,
): StopDBInstanceResult {
  return { DBInstance: described(instances.stop(instances.inState(DBInstanceIdentifier, ["available"]))) };
}
