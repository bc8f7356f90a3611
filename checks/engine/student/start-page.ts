import { existsSync } from "node:fs";
import { join } from "node:path";
import { startPage } from "../pages";
import type { Workshop } from "../workshop";
import { workFolder } from "./own-copies";
import { readProgress } from "./progress";
import { writeWhole } from "./write-whole";

/** The page that JupyterLab opens on, in the folder of the student's own copies. */
export const startFile = "start.md";

/** Writes the page anew, where there are own copies. */
export function writeStartPage(workshops: readonly Workshop[]): void {
  if (existsSync(workFolder)) {
    writeWhole(join(workFolder, startFile), startPage(workshops, readProgress()));
  }
}
