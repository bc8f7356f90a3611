import type { DBInstance } from "@aws-sdk/client-rds";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { names } from "../layout";

/** Judges the kiosk's instance, as RDS describes it. */
export function judgeInstance(instance: DBInstance | undefined): Finding {
  if (instance === undefined) {
    return open(`There is no instance ${names.instance} yet.`);
  }
  const { Engine, DBInstanceClass, DBName, MasterUsername, MasterUserSecret, DBInstanceStatus } = instance;
  if (Engine !== "postgres") {
    return wrong("The instance runs another engine than the store's.", { expected: "postgres", seen: Engine });
  }
  if (DBInstanceClass !== "db.t4g.micro") {
    return wrong("The instance is of another class: its hours would be billed at another price.", {
      expected: "db.t4g.micro",
      seen: DBInstanceClass,
    });
  }
  if (MasterUsername !== names.masterUser) {
    return wrong("Its master user has another name.", { expected: names.masterUser, seen: MasterUsername });
  }
  if (MasterUserSecret?.SecretArn === undefined) {
    return wrong("Its master password was given by hand: who typed it knows it, and nobody changes it.", {
      praise: "Engine, class and user are right.",
      expected: "ManageMasterUserPassword: true",
      seen: "no secret of RDS's",
    });
  }
  if (DBName !== names.shopDatabase) {
    return wrong(`There is no database ${names.shopDatabase} on it: DBName makes one with the instance.`, {
      praise: "Engine, class, user and password are right.",
      expected: names.shopDatabase,
      seen: DBName ?? "none",
    });
  }
  if (DBInstanceStatus !== "available") {
    return open(`The instance is ${DBInstanceStatus}, not available: has the notebook waited for it?`);
  }
  return right(`${names.instance} is available, and RDS keeps its password.`);
}
