import { GetJobCommand } from "@aws-sdk/client-glue";
import type { DatabaseAccess } from "../../helpers/postgres";
import { type Lab, unless } from "../engine/lab/lab";
import { Decided, type Finding, open } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { RetailContext } from "./context";
import { adminAccess, findInstance, putKiosk, readSecret } from "./database/kiosk";
import { names } from "./layout";
import { judgeAccess } from "./secrets/judge-access";
import { exportJob, judgeJob } from "./secrets/judge-job";
import { judgeRotated } from "./secrets/judge-rotated";
import { passwordAt, putReader, refusal, rightsOf } from "./secrets/reader";

export const secretsStep: Step<RetailContext> = {
  number: 4,
  name: "04-secrets",
  lesson: "04-secrets",
  put: async ({ lab, own }) => putReader(lab, await putKiosk(own.truth)),
  tasks: [
    {
      id: "4.1",
      title:
        "The secret retail/kiosk opens the kiosk's database for a user who reads the three tables and changes none",
      hint: "Who needs to drop a table, and who only to read one? Rights on a table are of no use without one on its schema.",
      strongerHint:
        "CREATE ROLE kiosk_reader LOGIN PASSWORD '…'; GRANT USAGE ON SCHEMA retail; GRANT SELECT ON ALL TABLES IN SCHEMA retail; then CreateSecret with engine, host, port, username, password, dbname as JSON.",
      check: checkAccess,
    },
    {
      id: "4.2",
      title:
        "The reader's password was changed: the new one is AWSCURRENT and good, the old one AWSPREVIOUS and refused",
      hint: "Two places know a password. What happens between changing the one and the other, and in which order is that shortest?",
      strongerHint:
        "PutSecretValue with VersionStages [AWSPENDING]; ALTER USER … PASSWORD; log in with it; UpdateSecretVersionStage moves AWSCURRENT, and takes AWSPENDING away.",
      check: checkRotated,
    },
    {
      id: "4.3",
      title: "The job retail_kiosk_export gets the name of the secret as an argument, and knows no password",
      hint: "UpdateJob replaces the job's settings as a whole. Which argument has to go, and what comes instead?",
      strongerHint:
        'JobUpdate with the Role and Command of before and DefaultArguments { "--SECRET": "retail/kiosk" }.',
      check: ({ lab }) => checkJob(lab),
    },
  ],
};

/** Where the kiosk's database is. @throws Decided Where there is none yet. */
async function placeOf(): Promise<DatabaseAccess> {
  const instance = await findInstance();
  const admin = instance && (await adminAccess(instance));
  if (admin === undefined) {
    throw new Decided(open("The kiosk's database is not there yet: exercise 3 makes it."));
  }
  return admin;
}

async function checkAccess(): Promise<Finding> {
  const place = await placeOf();
  const secret = await readSecret(names.secret);
  const access = { ...place, username: "", password: "", ...(secret === "" ? {} : secret) } as DatabaseAccess;
  const isWhole = secret !== undefined && secret !== "" && secret.host === place.host;
  const refused = isWhole ? await refusal(access) : undefined;
  const rights = isWhole && refused === undefined ? await rightsOf(access) : { unread: [], changed: [] };
  return judgeAccess({
    secret,
    place: { host: place.host, port: place.port, dbname: place.dbname },
    refused,
    ...rights,
  });
}

async function checkRotated(): Promise<Finding> {
  const place = await placeOf();
  const secret = await readSecret(names.secret);
  const username = String((secret === "" ? undefined : secret)?.username ?? "");
  const [current, previous, pending] = await Promise.all(
    ["AWSCURRENT", "AWSPREVIOUS", "AWSPENDING"].map((stage) => passwordAt(stage)),
  );
  const takes = async (password: string | undefined): Promise<boolean> =>
    password !== undefined && (await refusal({ ...place, username, password })) === undefined;
  return judgeRotated({
    current,
    previous,
    pending,
    takesCurrent: await takes(current),
    takesPrevious: await takes(previous),
  });
}

async function checkJob(lab: Lab): Promise<Finding> {
  const answer = await lab.glue
    .send(new GetJobCommand({ JobName: exportJob }))
    .catch(unless("EntityNotFoundException", undefined));
  const { DefaultArguments = {}, NonOverridableArguments = {}, Command } = answer?.Job ?? {};
  const key = Command?.ScriptLocation?.replace(`s3://${lab.bucket}/`, "") ?? "none";
  const stages = await Promise.all(["AWSCURRENT", "AWSPREVIOUS", "AWSPENDING"].map((stage) => passwordAt(stage)));
  return judgeJob({
    arguments: answer && { ...DefaultArguments, ...NonOverridableArguments },
    script: await lab.text(key),
    passwords: stages.flatMap((password) => password ?? []),
  });
}
