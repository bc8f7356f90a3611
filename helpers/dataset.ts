import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { LiveDisplay } from "./display/live-display";
import { labFolder } from "./environment";
import { DatasetMissing } from "./errors";
import { surroundings } from "./workshop";

/**
 * The folder of a workshop's data where they are made at first need: `dist/datasets/<slug>/make.js` makes them, says how
 * much is made, a number a line from 0 to 1, and at last the folder. Shows the progress.
 *
 * @param slug Default: the workshop of the notebook.
 * @throws DatasetMissing Where the workshop has no such program, or it fails.
 */
export async function dataset(slug: string = surroundings().workshop): Promise<string> {
  const program = join(labFolder, "dist", "datasets", slug, "make.js");
  if (!/^[a-z]+$/.test(slug) || !existsSync(program)) {
    throw new DatasetMissing(`The workshop "${slug}" has no data that are made at first need.`);
  }
  const display = new LiveDisplay();
  const child = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((done, reject) => child.once("error", reject).once("close", done));
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  let last = "";
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
    const share = Number(line);
    if (!Number.isNaN(share)) {
      const facts = [["made", `${Math.round(100 * share)} %`]] as const;
      display.update({ what: `data of ${slug}`, state: "MAKING", outcome: "going on", share, facts });
    }
  }
  if ((await ended) !== 0) {
    throw new DatasetMissing(`The data of ${slug} could not be made: ${complaint.trim()}`);
  }
  display.update({ what: `data of ${slug}`, state: "READY", outcome: "done", facts: [["", last]] });
  return last;
}
