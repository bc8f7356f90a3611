import { randomBytes } from "node:crypto";
import type { CreateDBInstanceMessage, CreateDBInstanceResult } from "@aws-sdk/client-rds";
import { AwsError } from "../../protocol/aws-error";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import {
  checkDatabaseName,
  checkEngine,
  checkGroups,
  checkIdentifier,
  checkMasterUsername,
  checkPassword,
  checkPort,
  checkStorage,
  readTags,
} from "../checks";
import { invalidCombination, invalidValue } from "../errors";
import { choosePort } from "../free-port";
import { described, type InstanceSettings, instanceArn, settingsOf } from "../instance";
import { createMasterSecret, randomPassword } from "../master-secret";
import type { RdsContext } from "../rds-context";

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export async function createDBInstance(
  { instances, calls }: RdsContext,
  input: Checked<CreateDBInstanceMessage>,
  request: RequestContext,
): Promise<CreateDBInstanceResult> {
  const id = checkIdentifier("DBInstanceIdentifier", input.DBInstanceIdentifier);
  const { version: engineVersion } = checkEngine(input.Engine, input.EngineVersion);
  const masterUsername = checkMasterUsername(input.MasterUsername);
  checkStorage(input.AllocatedStorage);
  checkDatabaseName(input.DBName);
  checkGroups(input, engineVersion);
  const masterPassword = passwordOf(input);
  const taken = instances.all().map((instance) => instance.port);
  if (input.Port !== undefined) {
    await checkPort(input.Port, taken);
  }
  const port = input.Port ?? (await choosePort(taken));
  if (instances.find(id) !== undefined) {
    throw instanceExists();
  }
  const { region, accountId } = request;
  const arn = instanceArn({ region, accountId, id });
  const managed = { username: masterUsername, password: masterPassword, instanceArn: arn };
  const instance = instances.create({
    ...{ id, region, accountId, engineVersion, masterUsername, port },
    resourceId: newResourceId(),
    status: "creating",
    runs: true,
    settings: settingsOf(input) as InstanceSettings,
    databaseName: input.DBName,
    created: Date.now(),
    adminPassword: randomPassword(),
    pending: { masterPassword },
    ...(input.ManageMasterUserPassword && { secretArn: await createMasterSecret(calls, managed, request) }),
    tags: readTags(input.Tags),
  });
  return { DBInstance: described(instance) };
}

export const instanceExists = (): AwsError =>
  new AwsError("DBInstanceAlreadyExistsFault", "DB instance already exists");

/** As RDS makes them: never given again. */
export const newResourceId = (): string =>
  `db-${[...randomBytes(26)].map((byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte % 32]).join("")}`;

function passwordOf({ MasterUserPassword, ManageMasterUserPassword }: Checked<CreateDBInstanceMessage>): string {
  if (ManageMasterUserPassword && MasterUserPassword !== undefined) {
    throw invalidCombination("You can't specify MasterUserPassword when ManageMasterUserPassword is true.");
  }
  if (ManageMasterUserPassword) {
    return randomPassword();
  }
  if (MasterUserPassword === undefined) {
    throw invalidValue("The parameter MasterUserPassword must be provided and must not be blank.");
  }
  checkPassword(MasterUserPassword);
  return MasterUserPassword;
}
