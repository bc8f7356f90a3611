import type { DeleteDBInstanceMessage, DeleteDBInstanceResult } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkIdentifier } from "../checks";
import { invalidCombination, invalidState } from "../errors";
import { described } from "../instance";
import { deleteMasterSecret } from "../master-secret";
import type { RdsContext } from "../rds-context";

const busy = ["creating", "deleting", "backing-up", "starting", "stopping", "rebooting"];

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html */
export async function deleteDBInstance(
  { instances, snapshots, calls }: RdsContext,
  input: Checked<DeleteDBInstanceMessage>,
  request: RequestContext,
): Promise<DeleteDBInstanceResult> {
  const { SkipFinalSnapshot = false, FinalDBSnapshotIdentifier } = input;
  const instance = instances.get(input.DBInstanceIdentifier);
  if (instance.settings.DeletionProtection) {
    throw invalidCombination("Cannot delete protected DB Instance, please disable deletion protection and try again.");
  }
  if (SkipFinalSnapshot && FinalDBSnapshotIdentifier !== undefined) {
    throw invalidCombination("FinalDBSnapshotIdentifier cannot be specified when SkipFinalSnapshot is true.");
  }
  if (!SkipFinalSnapshot && FinalDBSnapshotIdentifier === undefined) {
    throw invalidCombination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
  }
  if (busy.includes(instance.status)) {
    throw invalidState(instance.id, `cannot be deleted while it is ${instance.status}.`);
  }
  if (FinalDBSnapshotIdentifier !== undefined) {
    const id = checkIdentifier("FinalDBSnapshotIdentifier", FinalDBSnapshotIdentifier);
    const snapshot = snapshots.begin(id, instance, instance.settings.CopyTagsToSnapshot ? instance.tags : {});
    const begun = instances.backUp(instance, snapshot, () => instances.delete(instances.get(instance.id)));
    return { DBInstance: { ...described(begun), DBInstanceStatus: "deleting" } };
  }
  const begun = instances.delete(instance);
  if (instance.secretArn !== undefined) {
    await deleteMasterSecret(calls, instance.secretArn, request);
  }
  return { DBInstance: described(begun) };
}
