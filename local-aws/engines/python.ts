import { type ChildProcess, spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { projectRoot, readInstallation } from "./installation";

export interface PythonRun {
  /** What comes after `python`: a script and its arguments. */
  readonly args: readonly string[];
  readonly workDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folders, zips, wheels and eggs to import from. */
  readonly modules?: readonly string[];
}

/** Starts Python without Spark, in a process group of its own. It ends when this process is gone. */
export function startPython(run: PythonRun): ChildProcess {
  return spawn(readInstallation().python, run.args, {
    cwd: run.workDir,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      ...run.environment,
      ...pythonEnvironment(run.modules),
    },
  });
}

/** What every Python of a job gets: where it imports `awsglue` from, and which process it must not outlive. */
export function pythonEnvironment(modules: readonly string[] = []): Record<string, string> {
  const rooms = [join(projectRoot, "local-aws", "engines", "python"), join(projectRoot, "local-aws", "glue")];
  return {
    PYTHONPATH: [...rooms, ...modules].join(delimiter),
    PYTHONUNBUFFERED: "1",
    PYTHONDONTWRITEBYTECODE: "1",
    LAB_SERVER_PID: String(process.pid),
  };
}
