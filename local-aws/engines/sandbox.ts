import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { projectRoot, readInstallation } from "./installation";
import { sweep } from "./script-process";

export interface SandboxOptions {
  /** Holds all that the program has of its own; it is gone when the program has ended. */
  readonly folder: string;
  /** Its temporary folder, in that one. */
  readonly scratch: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The most that it and all that it started may have in memory, in bytes. */
  readonly memory: number;
  /** The most that may lie in the temporary folder, in bytes. */
  readonly storage: number;
}

/**
 * Starts the runtime of a function below `sandbox.py`: it and all that it started end when it does, when its standard
 * input ends, and when this process is gone, however that came. Errors come out of standard output as well. What goes
 * into standard input and comes from `stdio[3]`, `sandbox.py` says. {@link endScript} ends it.
 */
export function startSandbox(program: string, args: readonly string[], options: SandboxOptions): ChildProcess {
  const sandbox = join(projectRoot, "local-aws", "engines", "sandbox.py");
  const { folder, scratch, memory, storage } = options;
  const settings = JSON.stringify({ memory, storage, scratch });
  // script-process.ts says why it is a group of its own
  const child = spawn(readInstallation().python, ["-E", "-s", "-S", sandbox, folder, settings, program, ...args], {
    cwd: options.cwd,
    env: { ...options.env, TMPDIR: scratch },
    detached: true,
    stdio: ["pipe", "pipe", "ignore", "pipe"],
  });
  child.stdin?.on("error", () => {});
  child.once("exit", (code) => {
    if (code === null) {
      sweep(scratch);
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return child;
}
