const linesKept = 2000;

/** Remembers the end of a script's standard error and finds in it why the script failed. */
export class ErrorTail {
  private lines: string[] = [];

  add(lines: readonly string[]): void {
    this.lines.push(...lines);
    if (this.lines.length > 2 * linesKept) {
      this.lines = this.lines.slice(-linesKept);
    }
  }

  /**
   * What Glue shows as the run's ErrorMessage: the exception that ended the script, without its module.
   *
   * @param exit The exit code, or the name of the signal that ended the JVM.
   */
  message(exit: number | string): string {
    if (this.lines.some((line) => /OutOfMemoryError/.test(line))) {
      return "Command failed due to Out of Memory: the driver ran out of memory. Read less at once, or collect less.";
    }
    const raised = exit === 1 ? this.exception() : undefined;
    if (raised !== undefined) {
      return raised;
    }
    return typeof exit === "number" ? `SystemExit: ${exit}` : `Command failed: the JVM was ended by ${exit}.`;
  }

  /** The line after the last frame of the last traceback. A syntax error has a frame, too, but no traceback. */
  private exception(): string | undefined {
    const frame = this.lines.findLastIndex((line) => /^ {2}File ".*", line \d+/.test(line));
    if (frame < 0) {
      return undefined;
    }
    const at = this.lines.findIndex((line, index) => index > frame && /^\S/.test(line));
    const line = this.lines[at];
    if (line === undefined) {
      return undefined;
    }
    const message = line.replace(/^(?:\w+\.)+(?=\w+(?::|$))/, "");
    const cause = this.lines[at + 1] ?? "";
    return message.startsWith("Py4JJavaError") && cause.startsWith(": ") ? `${message} ${cause.slice(2)}` : message;
  }
}
