import type { DeleteDBSnapshotMessage, DeleteDBSnapshotResult } from "@aws-sdk/client-rds";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RdsContext } from "../rds-context";
import { describedSnapshot } from "../snapshots";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBSnapshot.html */
export function deleteDBSnapshot(
  { snapshots, instances }: RdsContext,
  { DBSnapshotIdentifier }: Checked<DeleteDBSnapshotMessage>,
): DeleteDBSnapshotResult {
  const { id } = snapshots.get(DBSnapshotIdentifier);
  if (
    instances.all().some(({ pending }) => pending !== undefined && "snapshot" in pending && pending.snapshot === id)
  ) {
    throw new AwsError(
      "InvalidDBSnapshotStateFault",
      `Cannot delete snapshot ${id} while an instance is restored from it.`,
    );
  }
  return { DBSnapshot: { ...describedSnapshot(snapshots.delete(id)), Status: "deleted" } };
}
