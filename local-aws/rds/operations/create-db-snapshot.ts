import type { CreateDBSnapshotMessage, CreateDBSnapshotResult } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import { checkIdentifier, readTags } from "../checks";
import type { RdsContext } from "../rds-context";
import { describedSnapshot } from "../snapshots";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSnapshot.html */
export function createDBSnapshot(
  { instances, snapshots }: RdsContext,
  { DBInstanceIdentifier, DBSnapshotIdentifier, Tags }: Checked<CreateDBSnapshotMessage>,
): CreateDBSnapshotResult {
  const id = checkIdentifier("DBSnapshotIdentifier", DBSnapshotIdentifier);
  const instance = instances.inState(DBInstanceIdentifier, ["available", "stopped"]);
  const copied = instance.settings.CopyTagsToSnapshot ? instance.tags : {};
  const snapshot = snapshots.begin(id, instance, readTags(Tags, copied));
  instances.backUp(instance, snapshot);
  return { DBSnapshot: describedSnapshot(snapshot) };
}
