import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import type { Finding } from "../../engine/verdict";
import { judgeAccess, type SeenAccess } from "../secrets/judge-access";
import { judgeJob, leaked, type SeenJob } from "../secrets/judge-job";
import { judgeRotated, type SeenRotation } from "../secrets/judge-rotated";

/** What a student makes in step 4. */
export interface Secrets {
  readonly access: SeenAccess;
  readonly rotation: SeenRotation;
  readonly job: SeenJob;
}

const place = { host: "127.0.0.1", port: 5432, dbname: "kiosk" };
const secret = { engine: "postgres", ...place, username: "kiosk_reader", password: "a-long-password-of-it" };
const access: SeenAccess = { secret, place, refused: undefined, unread: [], changed: [] };
const rotation: SeenRotation = {
  current: "a-long-password-of-it",
  previous: "the-password-of-before",
  pending: undefined,
  takesCurrent: true,
  takesPrevious: false,
};
const job: SeenJob = {
  arguments: { "--SECRET": "retail/kiosk" },
  script: "args = getResolvedOptions(sys.argv, ['SECRET'])",
  passwords: [secret.password, "the-password-of-before"],
};

const right: Secrets = { access, rotation, job };

const others: readonly OtherWay<Secrets>[] = [
  {
    name: "another user, the port as text, more arguments, AWSPENDING left on the current version",
    solution: {
      access: {
        ...access,
        secret: { ...secret, username: "glue", port: "5432", dbInstanceIdentifier: "retail-kiosk" },
      },
      rotation: { ...rotation, pending: rotation.current },
      job: { ...job, arguments: { "--SECRET": "retail/kiosk", "--dt": "2017-06-12" } },
    },
  },
];

const { dbname: _dbname, ...withoutDbname } = secret;

const clauses: readonly Clause<Secrets>[] = [
  {
    task: "4.1",
    clause: "as JSON",
    plant: "the secret",
    mistake: "only the password, as a text",
    wrong: { access: { ...access, secret: "" } },
    message: "The secret is no JSON: Glue's connections look for its fields.",
  },
  {
    task: "4.1",
    clause: "the fields of RDS",
    plant: "the secret",
    mistake: "dbname forgotten",
    wrong: { access: { ...access, secret: withoutDbname } },
    message: "The secret lacks dbname: RDS's own names are asked for.",
  },
  {
    task: "4.1",
    clause: "a user of its own",
    plant: "the secret",
    mistake: "the master user's log-in",
    wrong: { access: { ...access, secret: { ...secret, username: "kiosk_admin" } } },
    message: "The secret is the master user's: a job that only reads could drop every table.",
  },
  {
    task: "4.1",
    clause: "to log in",
    plant: "the database",
    mistake: "the password was not set in the database",
    wrong: { access: { ...access, refused: "password authentication failed" } },
    message: "The database does not take what the secret says.",
  },
  {
    task: "4.1",
    clause: "may read the three tables",
    plant: "the database's rights",
    mistake: "no USAGE on the schema",
    wrong: { access: { ...access, unread: ["product", "receipt", "balju_refund"] } },
    message:
      "product, receipt, balju_refund cannot be read: besides SELECT on the tables it takes USAGE on their schema.",
  },
  {
    task: "4.1",
    clause: "and change none",
    plant: "the database's rights",
    mistake: "GRANT ALL",
    wrong: { access: { ...access, changed: ["receipt"] } },
    message: "The user may change receipt: to read, SELECT is enough.",
  },
  {
    task: "4.1",
    clause: "host, port, dbname",
    plant: "the instance's description",
    mistake: "the database postgres",
    wrong: { access: { ...access, secret: { ...secret, dbname: "postgres" } } },
    message: "dbname in the secret leads elsewhere.",
  },
  {
    task: "4.2",
    clause: "the new one is AWSCURRENT",
    plant: "the secret's versions",
    mistake: "the last step is missing",
    wrong: { rotation: { ...rotation, previous: undefined, pending: "another-password-of-it", takesCurrent: false } },
    message: "A version is pending still: the last step moves AWSCURRENT to it.",
  },
  {
    task: "4.2",
    clause: "the database takes it",
    plant: "a log-in with each password",
    mistake: "no ALTER ROLE",
    wrong: { rotation: { ...rotation, takesCurrent: false, takesPrevious: true } },
    message: "The secret says a new password, and the database knows the old one: every job fails from now on.",
  },
  {
    task: "4.2",
    clause: "another password",
    plant: "the secret's versions",
    mistake: "the same password once more",
    wrong: { rotation: { ...rotation, previous: rotation.current, takesPrevious: true } },
    message: "The new version has the old password.",
  },
  {
    task: "4.2",
    clause: "the old one is refused",
    plant: "a log-in with each password",
    mistake: "a second user has it",
    wrong: { rotation: { ...rotation, takesPrevious: true } },
    message: "The old password is good still: who copied it gets in.",
  },
  {
    task: "4.2",
    clause: "16 characters or more",
    plant: "the secret",
    mistake: "a word",
    wrong: { rotation: { ...rotation, current: "kiosk2" } },
    message: "The new password is short: GetRandomPassword makes longer ones.",
  },
  {
    task: "4.3",
    clause: "no argument holds a password",
    plant: "the job's arguments",
    mistake: "a second argument beside the first",
    wrong: { job: { ...job, arguments: { "--SECRET": "retail/kiosk", "--DB_PASS": leaked } } },
    message: "The argument --DB_PASS holds the password still.",
  },
  {
    task: "4.3",
    clause: "no argument holds a password",
    plant: "the secret's versions",
    mistake: "the secret's own password as an argument",
    wrong: { job: { ...job, arguments: { "--SECRET": "retail/kiosk", "--conf": `password=${secret.password}` } } },
    message: "The argument --conf holds the secret's password: the same leak with a newer one.",
  },
  {
    task: "4.3",
    clause: "no line of the script",
    plant: "the script",
    mistake: "the password moved into the script",
    wrong: { job: { ...job, script: `password = "${leaked}"` } },
    message: "The password moved into the script: who reads the bucket has it.",
  },
  {
    task: "4.3",
    clause: "the name of the secret",
    plant: "the job's arguments",
    mistake: "all arguments removed",
    wrong: { job: { ...job, arguments: {} } },
    message: "Nothing tells the job which secret it should read.",
  },
  {
    task: "4.3",
    clause: "the script",
    plant: "the script",
    mistake: "UpdateJob with another place",
    wrong: { job: { ...job, script: undefined } },
    message: "The job's script is not where the job looks for it.",
  },
];

export const step4: StepClauses<Secrets> = {
  step: 4,
  right,
  others,
  clauses,
  tasks: ["4.1", "4.2", "4.3"],
  seeds: 1,
  judge,
};

async function judge(solution: Secrets, task: string): Promise<Finding> {
  if (task === "4.1") {
    return judgeAccess(solution.access);
  }
  return task === "4.2" ? judgeRotated(solution.rotation) : judgeJob(solution.job);
}
