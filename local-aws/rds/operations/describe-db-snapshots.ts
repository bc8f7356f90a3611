import type { DBSnapshotMessage, DescribeDBSnapshotsMessage } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import { filtered, pageOf } from "../pages";
import type { RdsContext } from "../rds-context";
import { describedSnapshot } from "../snapshots";

const filters = ["db-instance-id", "db-snapshot-id", "dbi-resource-id", "snapshot-type", "engine"] as const;

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBSnapshots.html */
export function describeDBSnapshots(
  { snapshots }: RdsContext,
  input: Checked<DescribeDBSnapshotsMessage>,
): DBSnapshotMessage {
  const { DBInstanceIdentifier, DBSnapshotIdentifier: id, SnapshotType, DbiResourceId } = input;
  const found = (id === undefined ? snapshots.all() : [snapshots.get(id.replace(/^arn:.*:snapshot:/, ""))])
    .filter(({ instance }) => DBInstanceIdentifier === undefined || instance.id === DBInstanceIdentifier.toLowerCase())
    .filter(({ instance }) => DbiResourceId === undefined || instance.resourceId === DbiResourceId)
    // all are made by hand: there are no automated ones
    .filter(() => SnapshotType === undefined || SnapshotType === "manual");
  const passing = filtered(found, input.Filters, filters, ({ id: snapshot, instance }) => ({
    ...{ "db-instance-id": instance.id, "db-snapshot-id": snapshot, "dbi-resource-id": instance.resourceId },
    ...{ "snapshot-type": "manual", engine: "postgres" },
  }));
  const { page, Marker } = pageOf(passing, (snapshot) => snapshot.id, input);
  return { DBSnapshots: page.map(describedSnapshot), Marker };
}
