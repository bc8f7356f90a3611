import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A JSON value in a file. A write is whole or not at all: it goes to a file beside it that is then renamed over it,
 * so a process that dies in between leaves the old value.
 */
export class JsonFile<Value> {
  constructor(
    readonly path: string,
    private readonly initial: () => Value,
  ) {}

  /** The value, or the initial one where there is no file. Throws where the file is not JSON. */
  read(): Value {
    if (!existsSync(this.path)) {
      return this.initial();
    }
    return JSON.parse(readFileSync(this.path, "utf8")) as Value;
  }

  write(value: Value): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const temporary = `${this.path}.${randomUUID()}.tmp`;
    try {
      writeFileSync(temporary, JSON.stringify(value));
      renameSync(temporary, this.path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}
