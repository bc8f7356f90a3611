import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startPage } from "../pages";
import type { Workshop } from "../workshop";
import { workFolder } from "./own-copies";
import { readProgress } from "./progress";

/** The page that JupyterLab opens on, in the folder of the student's own copies. */
export const startFile = "start.md";

/** Writes the page anew, where there are own copies. */
export function writeStartPage(workshops: readonly Workshop[]): void {
  if (existsSync(workFolder)) {
    const file = join(workFolder, startFile);
    writeFileSync(`${file}.new`, startPage(workshops, readProgress()));
    renameSync(`${file}.new`, file);
  }
}
