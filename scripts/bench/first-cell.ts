import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { embeddedEnvironment, jupyterEnvironment, root, venvProgram } from "../environment";
import { type Figure, median } from "./figure";

const code = `import { athena, charts, Checkpoint, glue, s3, showEnvironment, showTable } from "quality-lab";
const bucket = await showEnvironment();`;

/** A notebook's first cell with all helpers, after the kernel's start. */
export function firstCell(url: string): Figure {
  const seconds = Array.from({ length: 3 }, () =>
    Number(
      execFileSync(venvProgram("python"), [join(root, "scripts", "bench", "first_cell.py"), code], {
        cwd: join(root, "notebooks"),
        env: { ...jupyterEnvironment(), ...embeddedEnvironment(url) },
        encoding: "utf8",
      }),
    ),
  );
  const detail = "median of 3, each in a new kernel";
  return { what: "first cell with all helpers", measured: median(seconds), limit: 1.5, unit: "s", detail };
}
