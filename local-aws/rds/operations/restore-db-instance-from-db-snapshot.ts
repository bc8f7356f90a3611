import type {
  RestoreDBInstanceFromDBSnapshotMessage,
  RestoreDBInstanceFromDBSnapshotResult,
} from "@aws-sdk/client-rds";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkEngine, checkGroups, checkIdentifier, checkPort, readTags } from "../checks";
import { invalidValue } from "../errors";
import { choosePort } from "../free-port";
import { described, settingsOf } from "../instance";
import type { RdsContext } from "../rds-context";
import { instanceExists, newResourceId } from "./create-db-instance";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBInstanceFromDBSnapshot.html */
export async function restoreDBInstanceFromDBSnapshot(
  { instances, snapshots }: RdsContext,
  input: Checked<RestoreDBInstanceFromDBSnapshotMessage>,
  { region, accountId }: RequestContext,
): Promise<RestoreDBInstanceFromDBSnapshotResult> {
  const id = checkIdentifier("DBInstanceIdentifier", input.DBInstanceIdentifier);
  if (input.DBSnapshotIdentifier === undefined) {
    throw invalidValue("The parameter DBSnapshotIdentifier must be provided and must not be blank.");
  }
  const { version } = checkEngine(input.Engine);
  const snapshot = snapshots.get(input.DBSnapshotIdentifier.replace(/^arn:.*:snapshot:/, ""));
  if (snapshot.status !== "available") {
    throw new AwsError("InvalidDBSnapshotStateFault", `Snapshot ${snapshot.id} is ${snapshot.status}.`);
  }
  const { instance } = snapshot;
  if (instance.engineVersion.split(".")[0] !== version.split(".")[0]) {
    throw new AwsError(
      "InvalidRestoreFault",
      `The snapshot is of PostgreSQL ${instance.engineVersion}; there is ${version}.`,
    );
  }
  checkGroups(input, version);
  const taken = instances.all().map(({ port }) => port);
  if (input.Port !== undefined) {
    await checkPort(input.Port, taken);
  }
  const port = input.Port ?? (await choosePort(taken));
  if (instances.find(id) !== undefined) {
    throw instanceExists();
  }
  const { secretArn: _ofTheOther, message: _old, ...copied } = instance;
  const restored = instances.create({
    ...copied,
    ...{ id, region, accountId, port, engineVersion: version },
    resourceId: newResourceId(),
    status: "creating",
    runs: true,
    settings: { ...instance.settings, DeletionProtection: false, ...settingsOf(input) },
    created: Date.now(),
    pending: { snapshot: snapshot.id },
    tags: readTags(input.Tags),
  });
  return { DBInstance: described(restored) };
}
