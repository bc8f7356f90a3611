import { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/records/record-folder";
import { objectWith } from "../../storage/sealed";
import { notFound } from "../errors";
import { functionArn } from "./function-name";
import type { Alias, FunctionRecord, FunctionVersion } from "./function-record";

/** A version that a name, an ARN or an alias stands for. */
export interface ResolvedFunction {
  readonly record: FunctionRecord;
  readonly version: FunctionVersion;
  /** The one that was named, with its qualifier. */
  readonly arn: string;
}

export const latest = "$LATEST";

/** The functions, a file each with all that belongs to it. */
export class FunctionStore {
  private readonly records: RecordFolder<FunctionRecord>;

  constructor(
    dataDir: string,
    private readonly accountId: string,
  ) {
    this.records = new RecordFolder<FunctionRecord>(DataFolder.at(dataDir), "lambda/functions", {
      shape: objectWith({
        name: "string",
        region: "string",
        latest: "object",
        published: "list",
        lastPublished: "number",
        aliases: "list",
        tags: "object",
        eventInvokeConfigs: "object",
        policies: "object",
      }),
      keyOf: ({ name }) => name,
    });
  }

  find(name: string): FunctionRecord | undefined {
    return this.records.find(name);
  }

  /** @param qualifier For the message. @throws AwsError `ResourceNotFoundException` */
  get(name: string, region: string, qualifier?: string): FunctionRecord {
    const record = this.records.find(name);
    if (record === undefined) {
      throw notFound(`Function not found: ${functionArn(region, this.accountId, name, qualifier)}`);
    }
    return record;
  }

  /** All functions, sorted by name. */
  all(): FunctionRecord[] {
    return [...this.records.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  put(record: FunctionRecord): void {
    this.records.put(record);
  }

  delete(name: string): void {
    this.records.delete(name);
  }

  prepare(): Promise<void> {
    return this.records.prepare();
  }

  clear(): void {
    this.records.clear();
  }

  /** The ARN of a function, a version or an alias. */
  arn({ region, name }: Pick<FunctionRecord, "region" | "name">, qualifier?: string): string {
    return functionArn(region, this.accountId, name, qualifier);
  }

  /** @throws AwsError Where there is no such version. */
  version(record: FunctionRecord, number: string): FunctionVersion {
    const found =
      number === latest ? record.latest : record.published.find((published) => published.version === number);
    if (found === undefined) {
      throw notFound(`Function not found: ${this.arn(record, number)}`);
    }
    return found;
  }

  /** @throws AwsError Where there is no such alias. */
  alias(record: FunctionRecord, name: string): Alias {
    const found = record.aliases.find((alias) => alias.name === name);
    if (found === undefined) {
      throw notFound(`Cannot find alias arn: ${this.arn(record, name)}`);
    }
    return found;
  }

  /**
   * The version that a qualifier stands for. One of an alias with weights is drawn.
   *
   * @param draw A number from 0 to 1.
   * @throws AwsError Where there is none.
   */
  resolve(name: string, qualifier: string | undefined, region: string, draw = Math.random()): ResolvedFunction {
    const record = this.get(name, region, qualifier);
    const arn = this.arn(record, qualifier);
    const alias = record.aliases.find((one) => one.name === qualifier);
    if (alias === undefined) {
      return { record, version: this.version(record, qualifier ?? latest), arn };
    }
    let rest = draw;
    for (const [version, weight] of Object.entries(alias.weights ?? {})) {
      if (rest < weight) {
        return { record, version: this.version(record, version), arn };
      }
      rest -= weight;
    }
    return { record, version: this.version(record, alias.version), arn };
  }
}
