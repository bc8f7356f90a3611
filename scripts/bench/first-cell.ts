import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { clientVariables } from "../../local-aws/protocol/signatures/client-variables";
import { jupyterEnvironment, root, venvProgram } from "../../processes/project";
import { type Figure, median } from "./figure";

const code = `import { athena, charts, Checkpoint, glue, s3, showTable, useWorkshop } from "glue-lab";
const { bucket } = await useWorkshop("quality");`;

/** A notebook's first cell with all helpers, after the kernel's start. */
export async function firstCell(url: string): Promise<Figure> {
  const seconds: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    // not in step: the embedded AWS of this process has to answer meanwhile
    const { stdout } = await promisify(execFile)(
      venvProgram("python"),
      [join(root, "scripts", "bench", "first_cell.py"), code],
      {
        cwd: join(root, "notebooks", "quality"),
        env: { ...jupyterEnvironment(), ...clientVariables({ endpoint: url }) },
      },
    );
    seconds.push(Number(stdout));
  }
  const detail = "median of 3, each in a new kernel";
  return { what: "first cell with all helpers", measured: median(seconds), limit: 1, unit: "s", detail };
}
