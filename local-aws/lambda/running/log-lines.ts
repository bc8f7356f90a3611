import { isNode, type RuntimeName } from "./runtimes";

const megabyte = 1024 * 1024;

/** What an environment's log begins with. It says the version of the machine's own Node or Python's family. */
export function initStart(runtime: RuntimeName): string {
  const version = isNode(runtime) ? `nodejs:${process.versions.node}` : runtime.replace("python", "python:");
  return `INIT_START Runtime Version: ${version}`;
}

/** @param duration In milliseconds. */
export function initReport(duration: number, status: "timeout" | "error", errorType: string | undefined): string {
  const type = errorType === undefined ? "" : `\tError Type: ${errorType}`;
  return `INIT_REPORT Init Duration: ${duration.toFixed(2)} ms\tPhase: init\tStatus: ${status}${type}`;
}

export interface ReportOptions {
  readonly id: string;
  /** In milliseconds. */
  readonly duration: number;
  /** In milliseconds, where the runtime was started for the invocation. */
  readonly initDuration: number | undefined;
  /** In megabytes. */
  readonly memorySize: number;
  /** The most that was used, in bytes. */
  readonly memory: number;
  /** Why the environment gave no answer; undefined where it did. */
  readonly errorType: string | undefined;
}

/** The line after an invocation. AWS bills the start as well, since August 2025. */
export function report({ id, duration, initDuration, memorySize, memory, errorType }: ReportOptions): string {
  const isTimeout = errorType === "Sandbox.Timedout";
  const used = Math.min(memorySize, Math.ceil(memory / megabyte));
  const parts = [
    `REPORT RequestId: ${id}`,
    `Duration: ${duration.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(duration + (initDuration ?? 0))} ms`,
    `Memory Size: ${memorySize} MB`,
    `Max Memory Used: ${used} MB`,
    ...(initDuration === undefined ? [] : [`Init Duration: ${initDuration.toFixed(2)} ms`]),
    ...(errorType === undefined ? [] : [`Status: ${isTimeout ? "timeout" : "error"}`]),
    ...(errorType === undefined || isTimeout ? [] : [`Error Type: ${errorType}`]),
  ];
  return `${parts.join("\t")}\t`;
}
