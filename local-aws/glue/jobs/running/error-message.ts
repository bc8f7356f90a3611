const linesKept = 2000;

/** Remembers the end of a script's output and finds in it why the script failed. */
export class ErrorTail {
  private lines: string[] = [];
  private ranOutOfMemory = false;
  private wasEnded: string | undefined;

  add(lines: readonly string[]): void {
    this.addLog(lines);
    this.lines.push(...lines);
    if (this.lines.length > 2 * linesKept) {
      this.lines = this.lines.slice(-linesKept);
    }
  }

  /** Takes note of what Spark's own log tells, and the guard that ends a job with too many processes. */
  addLog(lines: readonly string[]): void {
    this.wasEnded ??= lines.find((line) => line.startsWith("The job was ended: "));
    this.ranOutOfMemory ||= lines.some((line) => line.includes("java.lang.OutOfMemoryError"));
  }

  /**
   * What Glue shows as the run's ErrorMessage: the exception that ended the script, without its module.
   *
   * @param exit The exit code, or the name of the signal that ended the JVM.
   */
  message(exit: number | string): string {
    if (this.wasEnded !== undefined) {
      return this.wasEnded;
    }
    if (this.ranOutOfMemory) {
      return "Command failed due to Out of Memory: the driver ran out of memory. Read less at once, or collect less.";
    }
    const raised = exit === 1 ? exceptionMessage(this.traceback()) : undefined;
    if (raised !== undefined) {
      return raised;
    }
    return typeof exit === "number" ? `SystemExit: ${exit}` : `Command failed: the JVM was ended by ${exit}.`;
  }

  /** The same for a Python shell job, which tells no exception. */
  shellMessage(exit: number | string): string {
    const message = typeof exit === "number" ? `Command failed with exit code ${exit}` : `Command failed: ${exit}`;
    return this.wasEnded ?? message;
  }

  /** The last traceback and all that was printed after it; empty where there is none. A syntax error has only a frame. */
  traceback(): string[] {
    const frame = this.lines.findLastIndex((line) => framePattern.test(line));
    const head = this.lines.findLastIndex((line, at) => at < frame && line === "Traceback (most recent call last):");
    return frame < 0 ? [] : this.lines.slice(head < 0 ? frame : head);
  }
}

const framePattern = /^ {2}File ".*", line \d+/;

/** The line after the last frame. */
function exceptionMessage(traceback: readonly string[]): string | undefined {
  const frame = traceback.findLastIndex((line) => framePattern.test(line));
  const at = traceback.findIndex((line, index) => index > frame && /^\S/.test(line));
  const line = traceback[at];
  if (line === undefined) {
    return undefined;
  }
  const message = line.replace(/^(?:\w+\.)+(?=\w+(?::|$))/, "");
  const cause = traceback[at + 1] ?? "";
  return message.startsWith("Py4JJavaError") && cause.startsWith(": ") ? `${message} ${cause.slice(2)}` : message;
}
