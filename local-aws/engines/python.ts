import type { ChildProcess } from "node:child_process";
import { delimiter, join } from "node:path";
import { projectRoot, readInstallation } from "./installation";
import { makeTemporaryFolder, startScript } from "./script-process";

export interface PythonRun {
  /** What comes after `python`: a script and its arguments. */
  readonly args: readonly string[];
  readonly workDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folders, zips, wheels and eggs to import from. */
  readonly modules?: readonly string[];
}

/** Starts Python without Spark. */
export function startPython(run: PythonRun): ChildProcess {
  return startScript(readInstallation().python, run.args, {
    cwd: run.workDir,
    temporary: makeTemporaryFolder(),
    env: {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      ...run.environment,
      ...pythonEnvironment(run.modules ?? []),
    },
  });
}

/** What every Python of a job gets: where it imports `awsglue` from. @param modules Further folders, zips and wheels. */
export function pythonEnvironment(modules: readonly string[]): Record<string, string> {
  const rooms = [
    join(projectRoot, "local-aws", "engines", "python"),
    join(projectRoot, "local-aws", "glue", "awsglue", "src"),
  ];
  return {
    PYTHONPATH: [...rooms, ...modules].join(delimiter),
    PYTHONUNBUFFERED: "1",
    PYTHONDONTWRITEBYTECODE: "1",
  };
}
