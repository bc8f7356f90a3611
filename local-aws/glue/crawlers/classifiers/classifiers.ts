import { join } from "node:path";
import type { Classifier } from "@aws-sdk/client-glue";
import { DataFolder } from "../../../storage/data-folder";
import { NamedFile } from "../../../storage/records/named-file";
import { objectWith } from "../../../storage/sealed";
import { alreadyExists, notFound } from "../../errors";
import { reviveDates } from "../../revive-dates";

/** The custom classifiers, by name. */
export class Classifiers {
  private readonly file: NamedFile<Classifier>;

  constructor(dataDir: string) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("glue", "classifiers.jsonl"), {
      shape: objectWith({}),
      revive: reviveDates,
      notFound: (name) => notFound(`Classifier ${name} does not exist`),
    });
  }

  /** All of them, by name. */
  all(): Classifier[] {
    return this.file.all();
  }

  /** @throws AwsError EntityNotFoundException */
  get(name: string): Classifier {
    return this.file.get(name);
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
    if (this.file.has(name)) {
      throw alreadyExists(`Classifier with name ${name} already exists`);
    }
    this.file.put(name, classifier);
  }

  replace(classifier: Classifier): void {
    this.file.put(classifierName(classifier), classifier);
  }

  delete(name: string): void {
    this.get(name);
    this.file.delete(name);
  }
}

export function classifierName({ GrokClassifier, XMLClassifier, JsonClassifier, CsvClassifier }: Classifier): string {
  return (GrokClassifier ?? XMLClassifier ?? JsonClassifier ?? CsvClassifier)?.Name ?? "";
}
