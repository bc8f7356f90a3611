import { reviveDates } from "../glue/dates";
import { sortedBy } from "../glue/page";
import { JsonFile } from "./json-file";

/** A few things by name in one JSON file, such as connections. */
export class NamedFile<Value> {
  private readonly file: JsonFile<[name: string, value: Value][]>;

  /** @param path Where the file is. */
  constructor(path: string) {
    this.file = new JsonFile(path, () => []);
  }

  get(name: string): Value | undefined {
    return this.read().get(name);
  }

  /** All values, sorted by name. */
  all(): Value[] {
    return sortedBy(this.read(), ([name]) => name).map(([, value]) => value);
  }

  put(name: string, value: Value): void {
    this.file.write([...this.read().set(name, value)]);
  }

  delete(name: string): void {
    const values = this.read();
    values.delete(name);
    this.file.write([...values]);
  }

  private read(): Map<string, Value> {
    return new Map(reviveDates(this.file.read()));
  }
}
