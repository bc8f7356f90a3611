import { createHash } from "node:crypto";
import { AwsError } from "../../protocol/aws-error";
import type { DataFolder } from "../../storage/data-folder";
import { RecordFolder } from "../../storage/records/record-folder";
import { objectWith } from "../../storage/sealed";

export interface Dashboard {
  readonly name: string;
  /** JSON, as it was put. */
  readonly body: string;
  /** In milliseconds since 1970. */
  readonly modified: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** The dashboards, a file each. */
export class Dashboards {
  private readonly records: RecordFolder<Dashboard>;

  constructor(data: DataFolder) {
    this.records = new RecordFolder<Dashboard>(data, "monitoring/dashboards", {
      shape: objectWith({ name: "string", body: "string", modified: "number" }),
      keyOf: ({ name }) => name,
      fileName: (name) => createHash("sha256").update(name).digest("hex"),
      notFound: (name) => dashboardNotFound(name),
    });
  }

  find(name: string): Dashboard | undefined {
    return this.records.find(name);
  }

  /** @throws AwsError DashboardNotFoundError */
  get(name: string): Dashboard {
    return this.records.get(name);
  }

  /** All, sorted by name. */
  all(): Dashboard[] {
    return [...this.records.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  put(dashboard: Dashboard): void {
    this.records.put(dashboard);
  }

  /** Deletes dashboards, all or none. @throws AwsError DashboardNotFoundError */
  delete(names: readonly string[]): void {
    for (const name of names) {
      this.get(name);
    }
    for (const name of names) {
      this.records.delete(name);
    }
  }

  prepare(): Promise<void> {
    return this.records.prepare();
  }

  reset(): void {
    this.records.forget();
  }
}

export const dashboardArn = (accountId: string, name: string): string =>
  `arn:aws:cloudwatch::${accountId}:dashboard/${name}`;

const dashboardNotFound = (name: string): AwsError =>
  new AwsError("DashboardNotFoundError", `Dashboard ${name} does not exist`, 404);
