import type { ChildProcess } from "node:child_process";
import { scriptEnd } from "../../../engines/script-process";
import { forwardLines } from "./log-lines";

/**
 * Passes on what a script prints, until it and all that it started have ended.
 *
 * @returns Its exit code or signal.
 * @throws Where it did not start.
 */
export function watchScript(
  child: ChildProcess,
  onError: (lines: string[]) => void,
  onOutput: (lines: string[]) => void = onError,
): Promise<number | string> {
  if (child.stdout && child.stderr) {
    forwardLines(child.stdout, onOutput);
    forwardLines(child.stderr, onError);
  }
  return scriptEnd(child);
}
