import type { RebootDBInstanceMessage, RebootDBInstanceResult } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import { described } from "../instance";
import type { RdsContext } from "../rds-context";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RebootDBInstance.html */
export function rebootDBInstance(
  { instances }: RdsContext,
  { DBInstanceIdentifier }: Checked<RebootDBInstanceMessage>,
): RebootDBInstanceResult {
  return { DBInstance: described(instances.reboot(instances.inState(DBInstanceIdentifier, ["available"]))) };
}
