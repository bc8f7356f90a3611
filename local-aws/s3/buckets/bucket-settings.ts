import type { DataFolder } from "../../storage/data-folder";
import { JsonFile } from "../../storage/json-file";
import type { Shape } from "../../storage/sealed";

interface Settings {
  readonly region?: string;
  readonly createdAt?: string;
  /** By the subresource in the query, such as `lifecycle`: the text that the client sent. */
  readonly configurations?: Readonly<Record<string, string | undefined>>;
}

/** What is kept of a bucket beside its objects. */
export class BucketSettings {
  private readonly file: JsonFile<Settings>;

  constructor(data: DataFolder, path: string) {
    this.file = new JsonFile<Settings>(data, path, settingsShape, () => ({}));
  }

  read(): Settings {
    return this.file.read();
  }

  write(settings: Settings): void {
    this.file.write(settings);
  }
}

const members = ["region", "createdAt", "configurations"];

const settingsShape: Shape = (value) =>
  typeof value === "object" && value !== null && Object.keys(value).every((name) => members.includes(name))
    ? undefined
    : "is no bucket's";
