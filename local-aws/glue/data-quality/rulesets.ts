import { join } from "node:path";
import type { DataQualityRulesetFilterCriteria, GetDataQualityRulesetResponse } from "@aws-sdk/client-glue";
import { DataFolder } from "../../storage/data-folder";
import { NamedFile } from "../../storage/records/named-file";
import { objectWith } from "../../storage/sealed";
import { alreadyExists, notFound } from "../errors";
import { reviveDates } from "../revive-dates";
import { isInTimeRange } from "./time-range";

export type Ruleset = GetDataQualityRulesetResponse & { readonly RuleCount: number };

/** The rulesets by name. */
export class Rulesets {
  private readonly file: NamedFile<Ruleset>;

  constructor(dataDir: string) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("glue", "data-quality", "rulesets.jsonl"), {
      shape: objectWith({ Name: "string" }),
      revive: reviveDates,
      notFound: (name) => notFound(`Data Quality Ruleset ${name} not found.`),
    });
  }

  has(name: string): boolean {
    return this.file.has(name);
  }

  /** @throws AwsError EntityNotFoundException */
  get(name: string): Ruleset {
    return this.file.get(name);
  }

  /** @throws AwsError AlreadyExistsException */
  checkIsNew(name: string): void {
    if (this.has(name)) {
      throw alreadyExists(`Data Quality Ruleset ${name} already exists.`);
    }
  }

  /** Those that meet a filter, sorted by name. */
  list(filter: DataQualityRulesetFilterCriteria = {}): Ruleset[] {
    const { Name, Description, TargetTable } = filter;
    return this.file
      .all()
      .filter(
        (ruleset) =>
          (Name === undefined || ruleset.Name === Name) &&
          (Description === undefined || ruleset.Description === Description) &&
          isInTimeRange(ruleset.CreatedOn, filter.CreatedAfter, filter.CreatedBefore) &&
          isInTimeRange(ruleset.LastModifiedOn, filter.LastModifiedAfter, filter.LastModifiedBefore) &&
          (TargetTable === undefined ||
            (ruleset.TargetTable?.DatabaseName === TargetTable.DatabaseName &&
              ruleset.TargetTable?.TableName === TargetTable.TableName)),
      );
  }

  put(ruleset: Ruleset): void {
    this.file.put(ruleset.Name ?? "", ruleset);
  }

  delete(name: string): void {
    this.get(name);
    this.file.delete(name);
  }
}
