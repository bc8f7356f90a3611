import { join } from "node:path";
import type { MapRunStatus } from "@aws-sdk/client-sfn";
import type { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/records/record-folder";
import { objectWith } from "../../storage/sealed";

export interface MapRunCounts {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly resultsWritten: number;
}

/** A distributed Map state that runs or ran. */
export interface MapRun {
  readonly arn: string;
  /** The last part of its ARN. */
  readonly id: string;
  readonly executionArn: string;
  readonly machineArn: string;
  readonly status: MapRunStatus;
  /** In milliseconds since 1970. */
  readonly startDate: number;
  readonly stopDate?: number;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  /** Of executions, and of items, of which each may have a batch. */
  readonly executions: MapRunCounts;
  readonly items: MapRunCounts;
  readonly redriveCount: number;
  readonly redriveDate?: number;
}

export const mapRunFolder = join("states", "map-runs");

export class MapRuns {
  private readonly records: RecordFolder<MapRun>;

  constructor(data: DataFolder) {
    this.records = new RecordFolder(data, mapRunFolder, {
      shape: objectWith({ arn: "string", id: "string", executionArn: "string" }),
      keyOf: ({ id }) => id,
    });
  }

  find(arn: string): MapRun | undefined {
    const run = this.records.find(arn.split(":").at(-1) ?? "");
    return run?.arn === arn ? run : undefined;
  }

  /** Of an execution, the newest first. */
  of(executionArn: string): MapRun[] {
    return [...this.records.values()]
      .filter((run) => run.executionArn === executionArn)
      .sort((a, b) => b.startDate - a.startDate || (a.id < b.id ? 1 : -1));
  }

  write(run: MapRun): void {
    this.records.write(run);
  }

  forget(): void {
    this.records.forget();
  }
}
