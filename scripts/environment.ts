import { delimiter, join } from "node:path";

/** The top folder of the project, seen from the compiled file in `dist/scripts`. */
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

/** What makes every AWS SDK talk to the embedded AWS. */
export function embeddedEnvironment(url: string): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
}
