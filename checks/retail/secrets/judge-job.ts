import { type Finding, open, right, wrong } from "../../engine/verdict";
import { names } from "../layout";

/** The job whose password has to go. */
export const exportJob = "retail_kiosk_export";

/** A job, as Glue and S3 have it. */
export interface SeenJob {
  /** Undefined where there is no such job. */
  readonly arguments: Readonly<Record<string, string>> | undefined;
  /** The text of its script; undefined where there is none. */
  readonly script: string | undefined;
  /** All passwords that the secret has or had. */
  readonly passwords: readonly string[];
}

/** The password that the job begins with, made up for the exercise. */
export const leaked = "Kiosk-2017-Password";

/** Judges whether a job finds its password by the secret's name alone. */
export function judgeJob({ arguments: args, script, passwords }: SeenJob): Finding {
  if (args === undefined) {
    return open(`There is no job ${exportJob} yet.`);
  }
  const known = [leaked, ...passwords];
  const [name] = Object.entries(args).find(([, value]) => known.some((password) => value.includes(password))) ?? [];
  if (name !== undefined) {
    const isNew = passwords.some((password) => args[name]?.includes(password));
    return wrong(
      isNew
        ? `The argument ${name} holds the secret's password: the same leak with a newer one.`
        : `The argument ${name} holds the password still.`,
      { expected: "no password in any argument", seen: name },
    );
  }
  if (script === undefined) {
    return wrong("The job's script is not where the job looks for it.", {
      expected: "its ScriptLocation",
      seen: "nothing",
    });
  }
  if (known.some((password) => script.includes(password))) {
    return wrong("The password moved into the script: who reads the bucket has it.", {
      praise: "No argument holds it.",
      expected: "the secret's name alone",
      seen: "the password in the script",
    });
  }
  if (!Object.values(args).includes(names.secret)) {
    return wrong("Nothing tells the job which secret it should read.", {
      praise: "No password is left.",
      expected: `an argument with the value ${names.secret}`,
      seen: Object.keys(args).join(", ") || "no argument",
    });
  }
  return right("The job knows the secret's name, and no password.");
}
