import { randomBytes } from "node:crypto";
import { CreateJobCommand, DeleteJobCommand } from "@aws-sdk/client-glue";
import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { DatabaseAccess } from "../../../helpers/postgres";
import { type Lab, unless } from "../../engine/lab/lab";
import { tableNames } from "../database/judge-tables";
import { asking, readSecret } from "../database/kiosk";
import { names } from "../layout";
import { exportJob } from "./judge-job";

const secrets = new SecretsManagerClient();
const reader = "kiosk_reader";

/** The script of the job, which is never run. */
export const exportScript =
  'import sys\nfrom awsglue.utils import getResolvedOptions\n\nargs = getResolvedOptions(sys.argv, ["SECRET"])\n';

/** The reader, its secret with two versions, and the job, as exercise 4 leaves them. */
export async function putReader(lab: Lab, admin: DatabaseAccess): Promise<void> {
  const passwords = [newPassword(), newPassword()] as const;
  await asking(admin, async (client) => {
    await client.query(`DO $$ BEGIN CREATE ROLE ${reader} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
    await client.query(`ALTER ROLE ${reader} PASSWORD ${client.escapeLiteral(passwords[1])};
      GRANT USAGE ON SCHEMA ${names.schema} TO ${reader};
      GRANT SELECT ON ALL TABLES IN SCHEMA ${names.schema} TO ${reader}`);
  });
  for (const password of passwords) {
    const { host, port, dbname } = admin;
    const value = { engine: "postgres", host, port, username: reader, password, dbname };
    await putSecret(JSON.stringify({ ...value, dbInstanceIdentifier: names.instance }));
  }
  await lab.put(`scripts/${exportJob}.py`, exportScript);
  await lab.glue.send(new DeleteJobCommand({ JobName: exportJob }));
  await lab.glue.send(
    new CreateJobCommand({
      Name: exportJob,
      Role: "retail-lab-glue-role",
      Command: { Name: "glueetl", ScriptLocation: `s3://${lab.bucket}/scripts/${exportJob}.py`, PythonVersion: "3" },
      DefaultArguments: { "--SECRET": names.secret },
      GlueVersion: "6.0",
    }),
  );
}

const newPassword = (): string => randomBytes(18).toString("hex");

async function putSecret(SecretString: string): Promise<void> {
  await secrets
    .send(new PutSecretValueCommand({ SecretId: names.secret, SecretString }))
    .catch(async (error: Error) => {
      unless("ResourceNotFoundException", undefined)(error);
      await secrets.send(new CreateSecretCommand({ Name: names.secret, SecretString }));
    });
}

/** Why the database refuses a log-in; undefined where it takes it. */
export async function refusal(access: DatabaseAccess): Promise<string | undefined> {
  return asking(access, (client) => client.query("SELECT 1"))
    .then(() => undefined)
    .catch((error: Error) => error.message);
}

/** Which of the three tables a user may not read, and which it may change. */
export async function rightsOf(access: DatabaseAccess): Promise<{ unread: string[]; changed: string[] }> {
  return asking(access, async (client) => {
    const [unread, changed]: [string[], string[]] = [[], []];
    for (const table of tableNames) {
      const place = `${names.schema}.${table}`;
      await client.query(`SELECT * FROM ${place} LIMIT 1`).catch(() => unread.push(table));
      const { rows } = await client
        .query<{ may: boolean }>("SELECT has_table_privilege($1, 'INSERT, UPDATE, DELETE') AS may", [place])
        .catch(() => ({ rows: [] }));
      if (rows[0]?.may) {
        changed.push(table);
      }
    }
    return { unread, changed };
  });
}

/** A secret's password at a stage; undefined where no version has it. */
export async function passwordAt(stage: string): Promise<string | undefined> {
  const secret = await readSecret(names.secret, stage);
  return secret === undefined || secret === "" ? undefined : String(secret.password);
}
