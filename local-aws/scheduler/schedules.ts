import { join } from "node:path";
import type { ActionAfterCompletion, FlexibleTimeWindow, ScheduleState, Tag, Target } from "@aws-sdk/client-scheduler";
import type { Checked } from "../protocol/operation";
import { DataFolder } from "../storage/data-folder";
import { Journal } from "../storage/journal";
import { objectWith, type Shape } from "../storage/sealed";
import { removeFile } from "../storage/write";
import { notFound } from "./errors";

export type ScheduleTarget = Checked<Target>;

/** A schedule as it is kept. Times are in milliseconds since 1970. */
export interface StoredSchedule {
  readonly name: string;
  readonly group: string;
  readonly arn: string;
  readonly expression: string;
  readonly timezone: string;
  readonly start?: number;
  readonly end?: number;
  readonly description?: string;
  readonly state: ScheduleState;
  readonly window: Checked<FlexibleTimeWindow>;
  readonly target: ScheduleTarget;
  readonly afterCompletion: ActionAfterCompletion;
  readonly created: number;
  readonly modified: number;
  /** Whether a one-time schedule has been invoked. */
  readonly isDone: boolean;
}

/** A group as it is kept. */
export interface StoredGroup {
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  readonly modified: number;
  readonly tags: readonly Tag[];
}

export const defaultGroup = "default";

/** All schedules and their groups. The default group is always there. */
export class Schedules {
  private readonly data: DataFolder;
  private schedulesFile: Journal<StoredSchedule> | undefined;
  private groupsFile: Journal<StoredGroup> | undefined;

  constructor(
    dataDir: string,
    private readonly accountId: string,
  ) {
    this.data = DataFolder.at(dataDir);
  }

  /** @throws AwsError ResourceNotFoundException */
  get(group: string, name: string): StoredSchedule {
    const schedule = this.find(group, name);
    if (schedule === undefined) {
      throw notFound(`Schedule ${name} does not exist.`);
    }
    return schedule;
  }

  find(group: string, name: string): StoredSchedule | undefined {
    return this.schedules.get(`${group} ${name}`);
  }

  /** All of them, sorted by group and name. */
  all(): readonly StoredSchedule[] {
    return this.schedules.all();
  }

  write(schedule: StoredSchedule): void {
    this.schedules.put([[`${schedule.group} ${schedule.name}`, schedule]]);
  }

  delete({ group, name }: Pick<StoredSchedule, "group" | "name">): void {
    this.schedules.delete([`${group} ${name}`]);
  }

  /** @throws AwsError ResourceNotFoundException */
  group(name: string, region: string): StoredGroup {
    const group = this.groups.get(name);
    if (group === undefined && name !== defaultGroup) {
      throw notFound(`Schedule group ${name} does not exist.`);
    }
    return group ?? this.newGroup(name, region);
  }

  hasGroup(name: string): boolean {
    return name === defaultGroup || this.groups.get(name) !== undefined;
  }

  /** All groups, sorted by name. */
  allGroups(region: string): StoredGroup[] {
    const others = this.groups.all().filter(({ name }) => name !== defaultGroup);
    return [...others, this.group(defaultGroup, region)].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  newGroup(name: string, region: string): StoredGroup {
    const now = Date.now();
    const arn = `arn:aws:scheduler:${region}:${this.accountId}:schedule-group/${name}`;
    return { name, arn, created: now, modified: now, tags: [] };
  }

  writeGroup(group: StoredGroup): void {
    this.groups.put([[group.name, group]]);
  }

  /** Deletes a group with its schedules. */
  deleteGroup(name: string): void {
    this.schedules.delete(this.schedules.keysFrom(`${name} `));
    this.groups.delete([name]);
  }

  load(): void {
    this.schedules.all();
    this.groups.all();
  }

  reset(): void {
    this.schedulesFile = undefined;
    this.groupsFile = undefined;
    for (const path of [schedulesPath, groupsPath]) {
      removeFile(this.data, join(this.data.path, path));
    }
  }

  private get schedules(): Journal<StoredSchedule> {
    this.schedulesFile ??= new Journal(this.data, schedulesPath, scheduleShape);
    return this.schedulesFile;
  }

  private get groups(): Journal<StoredGroup> {
    this.groupsFile ??= new Journal(this.data, groupsPath, objectWith({ name: "string", arn: "string", tags: "list" }));
    return this.groupsFile;
  }
}

const schedulesPath = join("scheduler", "schedules.jsonl");
const groupsPath = join("scheduler", "groups.jsonl");
const scheduleShape: Shape = objectWith({ name: "string", group: "string", expression: "string", target: "object" });
