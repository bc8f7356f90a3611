import { atOnce, inTurns } from "../event-loop/in-turns";

/** What is read from disk once: at once where it is asked for, or before that, in turns between which others work. */
export class ReadOnce<Value> {
  private value: Value | undefined;
  private forgotten = 0;

  /** @param read Reads it; yields wherever it may rest. */
  constructor(private readonly read: () => Generator<unknown, Value>) {}

  get(): Value {
    this.value ??= atOnce(this.read());
    return this.value;
  }

  /** Reads it in turns. Where somebody asks for it meanwhile, that reads it, and this ends. */
  async prepare(): Promise<void> {
    const { forgotten } = this;
    const value = await inTurns(this.steps());
    if (this.forgotten === forgotten) {
      this.value ??= value;
    }
  }

  /** Has it read anew when it is next asked for. */
  forget(): void {
    this.forgotten += 1;
    this.value = undefined;
  }

  private *steps(): Generator<unknown, Value | undefined> {
    const { forgotten } = this;
    const work = this.read();
    while (this.value === undefined && this.forgotten === forgotten) {
      const step = work.next();
      if (step.done === true) {
        return step.value;
      }
      yield;
    }
    return this.value;
  }
}
