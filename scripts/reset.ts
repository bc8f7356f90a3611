import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { steps } from "../checks/exercises/check-steps";
import { Context } from "../checks/exercises/context";
import { Lab } from "../checks/exercises/lab";
import { putStateBefore, wipe } from "../checks/exercises/state";
import { SetupBroken } from "../checks/exercises/verdict";
import { connect } from "../helpers/environment";
import { readArguments } from "../processes/arguments";
import { exerciseFiles } from "./check/exercise-files";
import { forgetProgress } from "./check/progress-file";
import { root } from "./environment";

/**
 * `npm run reset -- N`: exercise N as it was shipped, and the lab's state as it should be before it, so that who is
 * stuck can go on. The student's files are kept. `npm run reset -- all` deletes all that the exercises made in AWS.
 */
async function main(): Promise<void> {
  const usage = "npm run reset -- N, with N from 1 to 7, or: npm run reset -- all";
  const [word = "", more] = readArguments({ allowPositionals: true }, usage).positionals;
  const step = steps.find(({ number }) => number === Number(word));
  if ((step === undefined && word !== "all") || more !== undefined) {
    throw new Error(`Usage: ${usage}`);
  }
  if (connect() === undefined) {
    throw new SetupBroken("No embedded AWS runs on this machine. Start the lab with `npm start`, then reset again.");
  }
  const begin = performance.now();
  const lab = await Lab.open();
  if (step === undefined) {
    await wipe(lab);
    console.log(`Everything in s3://${lab.bucket} and in the database quality_exercises is deleted.`);
    return;
  }
  const context = new Context(lab);
  await putStateBefore(lab, step.number, context.files, context.truth);
  await context.close();
  const kept = putBack([`${step.name}.ipynb`, ...(step.script ? [step.script] : [])]);
  forgetProgress(step.number);
  console.log(`Exercise ${step.number} is as it was shipped${kept ? `; your files are kept in ${kept}` : ""}.`);
  console.log(`The lab is as it should be before it (${((performance.now() - begin) / 1000).toFixed(1)} s).`);
  console.log(`Open exercises/${step.name}.ipynb; in an open notebook choose File → Reload Notebook from Disk.`);
}

/** Writes the shipped files; those of the student go to a folder below `out/`, whose path is returned. */
function putBack(names: readonly string[]): string | undefined {
  const shipped = exerciseFiles();
  const kept = join("out", "before-reset", new Date().toISOString().replace(/[:.]/g, "-"));
  const present = names.filter((name) => existsSync(join(root, "exercises", name)));
  if (present.length > 0) {
    mkdirSync(join(root, kept), { recursive: true });
  }
  for (const name of present) {
    renameSync(join(root, "exercises", name), join(root, kept, name));
  }
  for (const name of names) {
    writeFileSync(join(root, "exercises", name), shipped.get(name) ?? "");
  }
  return present.length > 0 ? kept : undefined;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof SetupBroken ? 2 : 1);
});
