import { invalidInput } from "../errors";

/** A crawler's `Configuration`, a JSON text in Glue's API. */
export interface Configuration {
  readonly combineCompatibleSchemas: boolean;
  /** The level of the tables' folders: 1 is the bucket. */
  readonly tableLevel: number | undefined;
  readonly inheritFromTable: boolean;
  readonly mergeNewColumns: boolean;
  readonly tableThreshold: number | undefined;
  readonly createPartitionIndex: boolean;
}

interface ConfigurationJson {
  Version?: number;
  CreatePartitionIndex?: boolean;
  Grouping?: { TableGroupingPolicy?: string; TableLevelConfiguration?: number };
  CrawlerOutput?: {
    Partitions?: { AddOrUpdateBehavior?: string };
    Tables?: { AddOrUpdateBehavior?: string; TableThreshold?: number };
  };
}

/**
 * @throws AwsError InvalidInputException where the text is not what Glue documents.
 * @see https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html
 */
export function readConfiguration(text: string | undefined): Configuration {
  const json = parse(text?.trim() || '{"Version":1.0}');
  onlyMembers("", json, ["Version", "CreatePartitionIndex", "Grouping", "CrawlerOutput"]);
  onlyMembers("Grouping.", json.Grouping, ["TableGroupingPolicy", "TableLevelConfiguration"]);
  onlyMembers("CrawlerOutput.", json.CrawlerOutput, ["Partitions", "Tables"]);
  const { Partitions, Tables } = json.CrawlerOutput ?? {};
  onlyMembers("CrawlerOutput.Partitions.", Partitions, ["AddOrUpdateBehavior"]);
  onlyMembers("CrawlerOutput.Tables.", Tables, ["AddOrUpdateBehavior", "TableThreshold"]);
  if (json.Version !== 1) {
    throw invalidInput("Crawler configuration: Version must be 1.0.");
  }
  const level = json.Grouping?.TableLevelConfiguration;
  return {
    combineCompatibleSchemas: isValue(
      "TableGroupingPolicy",
      json.Grouping?.TableGroupingPolicy,
      "CombineCompatibleSchemas",
    ),
    tableLevel: level === undefined ? undefined : positive("TableLevelConfiguration", level),
    inheritFromTable: isValue("AddOrUpdateBehavior", Partitions?.AddOrUpdateBehavior, "InheritFromTable"),
    mergeNewColumns: isValue("AddOrUpdateBehavior", Tables?.AddOrUpdateBehavior, "MergeNewColumns"),
    tableThreshold:
      Tables?.TableThreshold === undefined ? undefined : positive("TableThreshold", Tables.TableThreshold),
    createPartitionIndex: json.CreatePartitionIndex ?? true,
  };
}

function parse(text: string): ConfigurationJson {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value;
    }
  } catch {
    // falls through to the same answer
  }
  throw invalidInput("Crawler configuration is not a JSON object.");
}

function onlyMembers(path: string, value: object | undefined, known: readonly string[]): void {
  for (const name of Object.keys(value ?? {})) {
    if (!known.includes(name)) {
      throw invalidInput(`Crawler configuration: ${path}${name} is not supported.`);
    }
  }
}

function isValue(name: string, value: string | undefined, only: string): boolean {
  if (value !== undefined && value !== only) {
    throw invalidInput(`Crawler configuration: ${name} must be ${only}, not ${value}.`);
  }
  return value === only;
}

function positive(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 1) {
    throw invalidInput(`Crawler configuration: ${name} must be a whole number from 1.`);
  }
  return value;
}
