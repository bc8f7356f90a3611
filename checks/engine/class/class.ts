import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { availableParallelism, freemem } from "node:os";
import { join } from "node:path";
import { root } from "../../../processes/project";
import { type Outcome, runWork } from "../running/run-work";
import { canShutIn } from "../running/sandbox";
import { filesOf, taskName, type Workshop } from "../workshop";
import { overviewCsv, overviewHtml, type Student } from "./overview";

/** Spark and Trino of one student. */
const bytesAStudent = 2.5e9;

/**
 * `npm run check -- --class FOLDER`: checks each subfolder as one student's work, and writes `out/class/overview.csv` and
 * `overview.html`. A workshop's notebooks lie in its `exercises/<slug>/` (or that of its `work/`), in `<slug>/`, or, those
 * of the first workshop, in its `exercises/` or in the subfolder itself.
 *
 * @param isTrusted Runs their code without shutting it in, where this machine cannot.
 * @returns Whether every student's work could be run.
 */
export async function checkClass(folder: string, workshops: readonly Workshop[], isTrusted: boolean): Promise<boolean> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) {
    throw new Error(`There is no student's folder in ${folder}. Each student's work belongs in a folder of its own.`);
  }
  const out = join(root, "out", "class");
  mkdirSync(out, { recursive: true });
  const isShutIn = canShutIn(out);
  if (!isShutIn && !isTrusted) {
    throw new Error(
      "This machine cannot shut the students' code in (Linux with user namespaces can). Run it in a virtual machine or a container that you can throw away, or add --trust if you have read every file.",
    );
  }
  const students: Student[] = [];
  const queue = names.values();
  const worker = async (): Promise<void> => {
    for (const name of queue) {
      const outcome = await checkStudent(join(folder, name), workshops, isShutIn);
      students.push({ name, outcome });
      const right = outcome.results.filter(({ finding }) => finding.state === "right").length;
      console.log(
        `${name.padEnd(24)} ${right} of ${outcome.results.length} right${stoppedText(outcome)}${outcome.failure ? `; ${outcome.failure}` : ""}`,
      );
    }
  };
  const atOnce = Math.max(1, Math.min(availableParallelism(), Math.floor(freemem() / bytesAStudent)));
  await Promise.all(Array.from({ length: Math.min(atOnce, names.length) }, worker));
  students.sort((a, b) => (a.name < b.name ? -1 : 1));
  const isTaken = (task: string): boolean =>
    students.some(({ outcome }) => outcome.results.some((one) => one.task === task));
  const tasks = workshops
    .flatMap((workshop) =>
      workshop.steps.flatMap((step) => step.tasks.map(({ id, title }) => ({ task: taskName(workshop, id), title }))),
    )
    .filter(({ task }) => isTaken(task));
  writeFileSync(join(out, "overview.csv"), overviewCsv(students, tasks));
  writeFileSync(join(out, "overview.html"), overviewHtml(students, tasks));
  console.log("The overview: out/class/overview.html, out/class/overview.csv");
  return students.every(({ outcome }) => outcome.failure === undefined);
}

function stoppedText({ stopped }: Outcome): string {
  return stopped.length === 0 ? "" : `; stopped in exercise ${stopped.join(", ")}`;
}

/** One student's work in all workshops of which something lies in the folder; in the first one where nothing does. */
async function checkStudent(folder: string, workshops: readonly Workshop[], isShutIn: boolean): Promise<Outcome> {
  const found = workshops.map((workshop, index) => ({ workshop, work: workFolder(folder, workshop, index === 0) }));
  const taken = found.filter(({ work }) => work !== undefined);
  const outcomes: Outcome[] = [];
  for (const { workshop, work = folder } of taken.length > 0 ? taken : found.slice(0, 1)) {
    outcomes.push(await runWork({ workshop, folder: work, chained: false, isShutIn }));
  }
  return {
    results: outcomes.flatMap(({ results }) => results),
    stopped: outcomes.flatMap(({ stopped }) => stopped),
    failure: outcomes.find(({ failure }) => failure !== undefined)?.failure,
  };
}

function workFolder(folder: string, workshop: Workshop, isFirst: boolean): string | undefined {
  const { slug } = workshop.names;
  const places = [["exercises", slug], ["work", "exercises", slug], [slug], ...(isFirst ? [["exercises"], []] : [])];
  const files = workshop.steps.flatMap(filesOf);
  return places.map((place) => join(folder, ...place)).find((one) => files.some((name) => existsSync(join(one, name))));
}
