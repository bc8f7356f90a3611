import { rmSync } from "node:fs";
import { glueModules, python, pythonShellModules } from "./paths.mjs";
import { installLock } from "./python.mjs";
import { run } from "./run.mjs";

/** The locks of the Python modules that AWS Glue provides to jobs, and where they go: apart from what JupyterLab has. */
export const glueLocks = [
  { file: "requirements-glue.txt", folder: glueModules, options: [] },
  { file: "requirements-python-shell.txt", folder: pythonShellModules, options: ["--no-deps"] },
];

/** Compiled at once, because jobs write no compiled modules: not tests, and not the thousands of classes of plotly. */
const notCompiled = "/(tests?|plotly)/";

/** Installs the Python modules that AWS Glue provides to jobs. */
export async function installGlueModules() {
  for (const { file, folder, options } of glueLocks) {
    rmSync(folder, { recursive: true, force: true });
    await installLock(file, ["--target", folder, ...options]);
    await run("glue-modules-compiled", python, ["-m", "compileall", "-q", "-j", "0", "-x", notCompiled, folder]);
  }
}
