import type { LogStore } from "../../../logs/log-store";

/** The two log streams of a script. A full disk loses lines of them; the script and all else go on. */
export class ScriptLog {
  private hasFailed = false;

  /** @param group Holds the groups `output` and `error`. */
  constructor(
    private readonly logs: LogStore,
    private readonly group: string,
    private readonly stream: string,
  ) {}

  append(kind: "output" | "error", lines: readonly string[]): void {
    try {
      this.logs.append(`${this.group}/${kind}`, this.stream, lines);
    } catch (error) {
      if (!this.hasFailed) {
        console.error(`The log of ${this.stream} could not be written:`, error);
      }
      this.hasFailed = true;
    }
  }
}
