import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DataQualityResult } from "@aws-sdk/client-glue";
import { sortedBy } from "../../protocol/page-of";
import { DataFolder } from "../../storage/data-folder";
import { readRecord } from "../../storage/json-file";
import { objectWith } from "../../storage/sealed";
import { notFound } from "../errors";
import { reviveDates } from "../revive-dates";

/** Where runs and jobs put their results: a file each, whole or not there, and never changed. */
export const resultsFolder = (dataDir: string): string => join(dataDir, "glue", "data-quality", "results");

/** Newest first. */
export const resultKey = (result: DataQualityResult): string =>
  `${String(1e14 - (result.StartedOn?.getTime() ?? 0)).padStart(15, "0")} ${result.ResultId}`;

/** The results of evaluation runs and of jobs that use EvaluateDataQuality. */
export class Results {
  private readonly folder: string;
  private readonly read = new Map<string, DataQualityResult>();

  constructor(private readonly dataDir: string) {
    this.folder = resultsFolder(dataDir);
  }

  find(id: string): DataQualityResult | undefined {
    return this.all().find((result) => result.ResultId === id);
  }

  /** @throws AwsError EntityNotFoundException */
  get(id: string): DataQualityResult {
    const result = this.find(id);
    if (result === undefined) {
      throw notFound(`Data Quality Result ${id} not found.`);
    }
    return result;
  }

  /** The newest first. */
  all(): DataQualityResult[] {
    const names = existsSync(this.folder) ? readdirSync(this.folder).filter((name) => name.endsWith(".json")) : [];
    for (const name of names.filter((each) => !this.read.has(each))) {
      const found = readRecord<DataQualityResult>(DataFolder.at(this.dataDir), join(this.folder, name), resultShape);
      if (found !== undefined) {
        this.read.set(name, reviveDates(found.value));
      }
    }
    return sortedBy(this.read.values(), resultKey);
  }

  forget(): void {
    this.read.clear();
  }
}

const resultShape = objectWith({ ResultId: "string" });
