import { join } from "node:path";
import type { Tag } from "@aws-sdk/client-sfn";
import type { DataFolder } from "../../storage/data-folder";
import { Journal } from "../../storage/journal";
import { objectWith } from "../../storage/sealed";

export interface Activity {
  readonly arn: string;
  readonly name: string;
  /** ISO 8601. */
  readonly creationDate: string;
  readonly tags: readonly Tag[];
}

/** The activities, by ARN. */
export class Activities {
  private journal: Journal<Activity> | undefined;

  constructor(private readonly data: DataFolder) {}

  find(arn: string): Activity | undefined {
    return this.activities.get(arn);
  }

  /** Sorted by ARN. */
  all(): readonly Activity[] {
    return this.activities.all();
  }

  put(activity: Activity): void {
    this.activities.put([[activity.arn, activity]]);
  }

  delete(arn: string): void {
    this.activities.delete([arn]);
  }

  /** Forgets what it has read. */
  forget(): void {
    this.journal = undefined;
  }

  private get activities(): Journal<Activity> {
    const shape = objectWith({ arn: "string", name: "string" });
    this.journal ??= new Journal<Activity>(this.data, join("states", "activities.jsonl"), shape);
    return this.journal;
  }
}
