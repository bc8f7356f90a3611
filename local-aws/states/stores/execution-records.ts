import { join } from "node:path";
import type { DataFolder } from "../../storage/data-folder";
import { Journal } from "../../storage/journal";
import { objectWith } from "../../storage/sealed";
import type { ExecutionRecord } from "./execution-record";

/** The executions of all state machines, by ARN. */
export class ExecutionRecords {
  private journal: Journal<ExecutionRecord> | undefined;

  constructor(private readonly data: DataFolder) {}

  find(arn: string): ExecutionRecord | undefined {
    return this.records.get(arn);
  }

  all(): readonly ExecutionRecord[] {
    return this.records.all();
  }

  put(record: ExecutionRecord): void {
    this.records.put([[record.arn, record]]);
  }

  delete(arn: string): void {
    this.records.delete([arn]);
  }

  /** Forgets what it has read. */
  forget(): void {
    this.journal = undefined;
  }

  private get records(): Journal<ExecutionRecord> {
    const shape = objectWith({ arn: "string", id: "string", machineArn: "string", status: "string" });
    this.journal ??= new Journal<ExecutionRecord>(this.data, join("states", "executions.jsonl"), shape);
    return this.journal;
  }
}
