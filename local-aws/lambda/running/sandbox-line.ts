import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";

/** A guard that measures nothing in this time has other worries. */
const restLimitMs = 1000;

/** What goes to and comes from `sandbox.py`, beside the function's own output. */
export class SandboxLine {
  /** The most bytes in memory that the processes had, as far as that was told. */
  memory = 0;
  /** The limit for which they were ended. */
  broken: string | undefined;
  private unfinished = "";
  private onMemory: () => void = () => {};

  constructor(private readonly child: ChildProcess) {
    (child.stdio[3] as Readable).on("data", (bytes: Buffer) => {
      const lines = (this.unfinished + bytes.toString("latin1")).split("\n");
      this.unfinished = lines.pop() ?? "";
      for (const line of lines) {
        this.take(line);
      }
    });
  }

  /** Has the processes stand still. @returns The most bytes that they had in memory. */
  async rest(): Promise<number> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, restLimitMs);
      this.onMemory = () => {
        clearTimeout(timer);
        resolve();
      };
      this.child.once("exit", this.onMemory);
      this.child.stdin?.write("s");
    });
    this.child.off("exit", this.onMemory);
    this.onMemory = () => {};
    return this.memory;
  }

  resume(): void {
    this.child.stdin?.write("r");
  }

  private take(line: string): void {
    const [word, value = ""] = line.split(" ");
    if (word === "memory") {
      this.memory = Number(value);
      this.onMemory();
    } else if (word === "ended") {
      this.broken = value;
    }
  }
}
