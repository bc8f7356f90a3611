import type { ModifyDBInstanceMessage, ModifyDBInstanceResult } from "@aws-sdk/client-rds";
import type { Checked } from "../../protocol/operation";
import type { RequestContext } from "../../protocol/service";
import { checkEngine, checkGroups, checkPassword, checkStorage } from "../checks";
import { invalidCombination } from "../errors";
import { described, type Instance, instanceArn, settingsOf } from "../instance";
import { createMasterSecret, deleteMasterSecret, putMasterSecret, randomPassword } from "../master-secret";
import type { RdsContext } from "../rds-context";

type Input = Checked<ModifyDBInstanceMessage>;

/**
 * Changes settings at once, whatever `ApplyImmediately` says: none of them needs a restart here.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 */
export async function modifyDBInstance(
  context: RdsContext,
  input: Input,
  request: RequestContext,
): Promise<ModifyDBInstanceResult> {
  const { instances } = context;
  const instance = instances.inState(input.DBInstanceIdentifier, ["available", "stopped"]);
  checkEngine(input.Engine, input.EngineVersion);
  checkGroups(input, instance.engineVersion);
  if (input.AllocatedStorage !== undefined) {
    checkStorage(input.AllocatedStorage);
    if (input.AllocatedStorage < (instance.settings.AllocatedStorage ?? 0)) {
      throw invalidCombination("Invalid storage size: it cannot be reduced.");
    }
  }
  const { secretArn, ...rest } = instance;
  const kept = await changePassword(context, instance, input, request);
  const changed: Instance = {
    ...rest,
    settings: { ...instance.settings, ...settingsOf(input) },
    ...(kept !== undefined && { secretArn: kept }),
  };
  instances.put(changed);
  return { DBInstance: described(changed) };
}

/** @returns The ARN of the secret that has the password then, where one has. */
async function changePassword(
  { instances, calls }: RdsContext,
  instance: Instance,
  { MasterUserPassword, ManageMasterUserPassword, RotateMasterUserPassword }: Input,
  request: RequestContext,
): Promise<string | undefined> {
  const { secretArn, masterUsername: username } = instance;
  const isManaged = ManageMasterUserPassword ?? secretArn !== undefined;
  if (RotateMasterUserPassword && !isManaged) {
    throw invalidCombination("You can't rotate a password that RDS does not manage in Secrets Manager.");
  }
  if (MasterUserPassword !== undefined && isManaged) {
    throw invalidCombination(
      "You can't specify MasterUserPassword for an instance with ManageMasterUserPassword enabled.",
    );
  }
  const isNew = MasterUserPassword !== undefined || RotateMasterUserPassword || (isManaged && secretArn === undefined);
  if (!isNew) {
    if (!isManaged && secretArn !== undefined) {
      throw invalidCombination("MasterUserPassword is required where ManageMasterUserPassword is turned off.");
    }
    return secretArn;
  }
  const password = MasterUserPassword ?? randomPassword();
  checkPassword(password);
  await instances.setMasterPassword(instances.inState(instance.id, ["available"]), password);
  if (!isManaged) {
    if (secretArn !== undefined) {
      await deleteMasterSecret(calls, secretArn, request);
    }
    return undefined;
  }
  if (secretArn !== undefined) {
    await putMasterSecret(calls, { secretArn, username, password }, request);
    return secretArn;
  }
  return createMasterSecret(calls, { username, password, instanceArn: instanceArn(instance) }, request);
}
