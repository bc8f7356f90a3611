import { delimiter, join } from "node:path";

/** The top folder of the project, seen from the compiled file in `dist/processes`. */
export const root = join(__dirname, "..", "..");

/** A program of the project's Python environment. */
export function venvProgram(name: string): string {
  return join(root, ".venv", "bin", name);
}

/** The environment of Jupyter: its programs first, and only the kernels and settings of `.venv`. */
export function jupyterEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: [join(root, ".venv", "bin"), process.env.PATH].join(delimiter),
    JUPYTER_PREFER_ENV_PATH: "1",
    PYTHONWARNINGS: "ignore",
  };
}
