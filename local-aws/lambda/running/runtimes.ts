import { readInstallation } from "../../engines/installation";

/** The runtimes that functions may have, by AWS's names. Each runs on the machine's own Node or Python. */
export const runtimeNames = [
  "nodejs20.x",
  "nodejs22.x",
  "nodejs24.x",
  "python3.10",
  "python3.11",
  "python3.12",
  "python3.13",
  "python3.14",
] as const;

export type RuntimeName = (typeof runtimeNames)[number];

export const isRuntime = (name: string): name is RuntimeName => (runtimeNames as readonly string[]).includes(name);

export const isNode = (runtime: RuntimeName): boolean => runtime.startsWith("nodejs");

/** The program that runs a runtime's functions. */
export const programOf = (runtime: RuntimeName): string =>
  isNode(runtime) ? process.execPath : readInstallation().python;

/**
 * What comes before the bootstrap on its command line.
 *
 * @param memorySize In megabytes. AWS gives a function in Node nine tenths of it as heap.
 */
export function argumentsOf(runtime: RuntimeName, memorySize: number): string[] {
  return isNode(runtime)
    ? [
        `--max-old-space-size=${Math.floor(memorySize * 0.9)}`,
        `--max-semi-space-size=${Math.max(1, Math.floor(memorySize * 0.05))}`,
      ]
    : ["-s", "-S", "-u"];
}
