import { JsonFile } from "../storage/json-file";

interface Settings {
  readonly region?: string;
  readonly createdAt?: string;
  /** By the subresource in the query, such as `lifecycle`: the text that the client sent. */
  readonly configurations?: Readonly<Record<string, string | undefined>>;
}

/** What is kept of a bucket beside its objects. */
export class BucketSettings {
  private readonly file: JsonFile<Settings>;

  constructor(path: string) {
    this.file = new JsonFile<Settings>(path, () => ({}));
  }

  read(): Settings {
    return this.file.read();
  }

  write(settings: Settings): void {
    this.file.write(settings);
  }
}
