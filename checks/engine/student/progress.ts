import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../processes/project";
import type { TaskResult } from "../verdict";
import { writeWhole } from "./write-whole";

/** What the last check said of each task, by its name such as `quality/3.2`. */
export type Progress = Readonly<
  Record<string, { readonly state: TaskResult["finding"]["state"]; readonly at: string }>
>;

const file = join(process.env.LAB_DATA ?? join(root, ".local-aws"), "exercises-progress.json");

export function readProgress(): Progress {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Progress;
  } catch {
    return {};
  }
}

/** Notes what a check said. */
export function noteProgress(results: readonly TaskResult[]): void {
  const at = new Date().toISOString();
  writeProgress({
    ...readProgress(),
    ...Object.fromEntries(results.map(({ task, finding }) => [task, { state: finding.state, at }])),
  });
}

/** Forgets the tasks of one step, such as `quality/3`. */
export function forgetProgress(step: string): void {
  writeProgress(Object.fromEntries(Object.entries(readProgress()).filter(([task]) => !task.startsWith(`${step}.`))));
}

function writeProgress(progress: Progress): void {
  writeWhole(file, `${JSON.stringify(progress, undefined, 1)}\n`);
}
