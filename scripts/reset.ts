import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { exerciseFiles } from "../checks/engine/exercise-files";
import { Lab } from "../checks/engine/lab/lab";
import { putStateBefore, wipe } from "../checks/engine/lab/state";
import { askedBy } from "../checks/engine/selection";
import { exercisesFolder } from "../checks/engine/student/own-copies";
import { forgetProgress } from "../checks/engine/student/progress";
import { writeStartPage } from "../checks/engine/student/start-page";
import { SetupBroken } from "../checks/engine/verdict";
import { filesOf, type Step, type Workshop } from "../checks/engine/workshop";
import { workshops } from "../checks/workshops";
import { connect } from "../helpers/environment";
import { readArguments } from "../processes/arguments";
import { root } from "../processes/project";

const usage = "npm run reset -- [WORKSHOP/]STEP, such as 3 or quality/3, or: npm run reset -- all";

/**
 * `npm run reset -- N`: exercise N as it was shipped, and the lab's state as it should be before it, so that who is
 * stuck can go on. The student's files are kept. `npm run reset -- all` deletes all that the exercises made in AWS.
 */
async function main(): Promise<void> {
  const [word = "", more] = readArguments({ allowPositionals: true }, usage).positionals;
  const asked = word === "all" ? undefined : resettable(word);
  if (more !== undefined) {
    throw new Error(`Usage: ${usage}`);
  }
  if (connect() === undefined) {
    throw new SetupBroken("No embedded AWS runs on this machine. Start the lab with `npm start`, then reset again.");
  }
  if (asked === undefined) {
    for (const workshop of workshops) {
      const lab = await Lab.open(workshop.names);
      await wipe(lab, workshop);
      console.log(`Everything in s3://${lab.bucket} and in the database ${lab.database} is deleted.`);
    }
    return;
  }
  await reset(asked.workshop, asked.step);
}

function resettable(word: string): { readonly workshop: Workshop; readonly step: Step } {
  try {
    const { workshop, step: number, task } = askedBy(workshops, word);
    const step = workshop.steps.find((one) => one.number === number);
    if (step !== undefined && task === undefined) {
      return { workshop, step };
    }
  } catch (error) {
    throw new Error(`${(error as Error).message} Usage: ${usage}`);
  }
  throw new Error(`Usage: ${usage}`);
}

async function reset(workshop: Workshop, step: Step): Promise<void> {
  const begin = performance.now();
  const context = workshop.context(await Lab.open(workshop.names));
  await putStateBefore(workshop, context, step.number);
  await context.close();
  const folder = exercisesFolder(workshop);
  const kept = putBack(folder, filesOf(step), exerciseFiles(workshop));
  const name = `${workshop.names.slug}/${step.number}`;
  forgetProgress(name);
  writeStartPage(workshops);
  console.log(`Exercise ${name} is as it was shipped${kept ? `; your files are kept in ${kept}` : ""}.`);
  console.log(`The lab is as it should be before it (${((performance.now() - begin) / 1000).toFixed(1)} s).`);
  console.log(
    `Open ${relative(root, folder)}/${step.name}.ipynb; in an open notebook choose File → Reload Notebook from Disk.`,
  );
}

/** Writes the shipped files; those of the student go to a folder below `out/`, whose path is returned. */
function putBack(folder: string, names: readonly string[], shipped: ReadonlyMap<string, string>): string | undefined {
  const kept = join("out", "before-reset", new Date().toISOString().replace(/[:.]/g, "-"));
  const present = names.filter((name) => existsSync(join(folder, name)));
  if (present.length > 0) {
    mkdirSync(join(root, kept), { recursive: true });
  }
  for (const name of present) {
    renameSync(join(folder, name), join(root, kept, name));
  }
  for (const name of names) {
    writeFileSync(join(folder, name), shipped.get(name) ?? "");
  }
  return present.length > 0 ? kept : undefined;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof SetupBroken ? 2 : 1);
});
