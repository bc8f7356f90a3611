import { join } from "node:path";
import type { Classifier } from "@aws-sdk/client-glue";
import { JsonFile } from "../../../protocol/json-file";
import { reviveDates } from "../../dates";
import { alreadyExists, notFound } from "../../errors";
import { sortedBy } from "../../page";

/** The custom classifiers, by name. */
export class Classifiers {
  private readonly file: JsonFile<Record<string, Classifier>>;

  constructor(dataDir: string) {
    this.file = new JsonFile(join(dataDir, "glue", "classifiers.json"), () => ({}));
  }

  /** All of them, by name. */
  all(): Classifier[] {
    return sortedBy(Object.values(reviveDates(this.file.read())), classifierName);
  }

  /** @throws AwsError EntityNotFoundException */
  get(name: string): Classifier {
    const found = reviveDates(this.file.read())[name];
    if (found === undefined) {
      throw notFound(`Classifier ${name} does not exist`);
    }
    return found;
  }

  /** @throws AwsError EntityNotFoundException where one of the names is not there. */
  check(names: readonly string[] | undefined): void {
    for (const name of names ?? []) {
      this.get(name);
    }
  }

  /** @throws AwsError AlreadyExistsException */
  create(classifier: Classifier): void {
    const name = classifierName(classifier);
    const all = this.file.read();
    if (all[name] !== undefined) {
      throw alreadyExists(`Classifier with name ${name} already exists`);
    }
    this.file.write({ ...all, [name]: classifier });
  }

  replace(classifier: Classifier): void {
    this.file.write({ ...this.file.read(), [classifierName(classifier)]: classifier });
  }

  delete(name: string): void {
    this.get(name);
    const { [name]: _gone, ...left } = this.file.read();
    this.file.write(left);
  }
}

export function classifierName({ GrokClassifier, XMLClassifier, JsonClassifier, CsvClassifier }: Classifier): string {
  return (GrokClassifier ?? XMLClassifier ?? JsonClassifier ?? CsvClassifier)?.Name ?? "";
}
