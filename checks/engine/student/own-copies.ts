import { createHash } from "node:crypto";
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../../../processes/project";
import { cellsOf, sourceOf } from "../notebook";
import type { Workshop } from "../workshop";
import { writeWhole } from "./write-whole";

/**
 * Where a student's own copies lie, which git does not look at: `LAB_WORK`, a folder inside the project, or `work`. Seen
 * from a notebook it has the rooms of the project.
 */
export const workFolder = process.env.LAB_WORK ?? join(root, "work");

/** Rooms that students edit, and rooms that their notebooks read. */
const copied = ["notebooks", "exercises"] as const;
const linked = ["checks", "datasets", "glue-scripts", "solutions"] as const;
/** JupyterLab shows no picture that lies behind a link: this one is copied anew each time. */
const pictured = "docs";

/** What was copied, by its path: the fingerprint of the shipped text. */
type Shipped = Readonly<Record<string, string>>;

/** The folder with a student's work on a workshop's exercises: the own copies, or `exercises/` where there are none yet. */
export function exercisesFolder({ names }: Pick<Workshop, "names">): string {
  const own = join(workFolder, "exercises", names.slug);
  return existsSync(own) ? own : join(root, "exercises", names.slug);
}

/**
 * Copies what students edit out of the repository's files, at first use. Later a copy that nobody has changed follows the
 * repository, also where that has it no more, as of a notebook that was renamed; one that was changed stays as it is.
 *
 * @param project The project's folder.
 * @param work Where the copies lie.
 * @returns The changed copies of which the repository has a newer version, as paths below `work/`.
 */
export function copyOut(workshops: readonly Workshop[], project = root, work = workFolder): string[] {
  const record = join(work, ".shipped.json");
  const before = readRecord(record);
  const after: Record<string, string> = {};
  const older: string[] = [];
  for (const path of shippedPaths(workshops, project)) {
    const [from, to] = [join(project, path), join(work, path)];
    const text = readFileSync(from, "utf8");
    const shipped = fingerprint(path, text);
    const own = existsSync(to) ? fingerprint(path, readFileSync(to, "utf8")) : undefined;
    const isChanged = own !== undefined && own !== before[path] && own !== shipped;
    if (own === undefined || (!isChanged && before[path] !== shipped)) {
      writeWhole(to, text);
    } else if (isChanged && before[path] !== shipped) {
      older.push(path);
    }
    after[path] = isChanged ? (before[path] ?? shipped) : shipped;
  }
  for (const [path, shipped] of Object.entries(before).filter(([one]) => !(one in after))) {
    const copy = join(work, path);
    if (existsSync(copy) && fingerprint(path, readFileSync(copy, "utf8")) === shipped) {
      rmSync(copy);
    }
  }
  for (const name of linked) {
    if (lstatSync(join(work, name), { throwIfNoEntry: false }) === undefined) {
      symlinkSync(relative(work, join(project, name)), join(work, name));
    }
  }
  rmSync(join(work, pictured), { recursive: true, force: true });
  cpSync(join(project, pictured), join(work, pictured), { recursive: true });
  writeWhole(record, `${JSON.stringify(after, undefined, 1)}\n`);
  return older;
}

function shippedPaths(workshops: readonly Workshop[], project: string): string[] {
  return workshops.flatMap(({ names: { slug } }) =>
    copied.flatMap((room) =>
      readdirSync(join(project, room, slug), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/checkpoint/.test(entry.parentPath))
        .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1)),
    ),
  );
}

/** Of a notebook only what its cells say counts: running it changes the rest. */
function fingerprint(path: string, text: string): string {
  return createHash("sha256")
    .update(path.endsWith(".ipynb") ? cellsText(text) : text)
    .digest("hex");
}

function cellsText(text: string): string {
  try {
    return JSON.stringify(cellsOf(text).map((cell) => [cell.cell_type, sourceOf(cell)]));
  } catch {
    return text;
  }
}

function readRecord(record: string): Shipped {
  try {
    return JSON.parse(readFileSync(record, "utf8")) as Shipped;
  } catch {
    return {};
  }
}
