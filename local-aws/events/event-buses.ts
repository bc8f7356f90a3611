import { join } from "node:path";
import type { Tag } from "@aws-sdk/client-eventbridge";
import { DataFolder } from "../storage/data-folder";
import { Journal } from "../storage/journal";
import { objectWith } from "../storage/sealed";
import { removeFile } from "../storage/write";
import { busNotFound } from "./errors";

/** A bus as it is kept. Times are in milliseconds since 1970. */
export interface EventBus {
  readonly name: string;
  readonly arn: string;
  readonly created: number;
  readonly modified: number;
  readonly description?: string;
  /** A resource policy's JSON. */
  readonly policy?: string;
  readonly tags: readonly Tag[];
}

export const defaultBus = "default";

/** All event buses by name. The default one is always there. */
export class EventBuses {
  private readonly data: DataFolder;
  private journal: Journal<EventBus> | undefined;

  constructor(
    dataDir: string,
    private readonly accountId: string,
  ) {
    this.data = DataFolder.at(dataDir);
  }

  /** @throws AwsError ResourceNotFoundException */
  get(name: string, region: string): EventBus {
    const bus = this.find(name, region);
    if (bus === undefined) {
      throw busNotFound(name);
    }
    return bus;
  }

  find(name: string, region: string): EventBus | undefined {
    const isMissingDefault = name === defaultBus && !this.has(name);
    return isMissingDefault ? this.newBus(name, region) : this.buses.get(name);
  }

  has(name: string): boolean {
    return this.buses.get(name) !== undefined;
  }

  /** All of them, sorted by name. */
  all(region: string): EventBus[] {
    const others = this.buses.all().filter(({ name }) => name !== defaultBus);
    return [...others, this.get(defaultBus, region)].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  newBus(name: string, region: string): EventBus {
    const now = Date.now();
    const arn = `arn:aws:events:${region}:${this.accountId}:event-bus/${name}`;
    return { name, arn, created: now, modified: now, tags: [] };
  }

  write(bus: EventBus): void {
    this.buses.put([[bus.name, bus]]);
  }

  delete(name: string): void {
    this.buses.delete([name]);
  }

  load(): void {
    this.buses.all();
  }

  reset(): void {
    this.journal = undefined;
    removeFile(this.data, join(this.data.path, path));
  }

  private get buses(): Journal<EventBus> {
    this.journal ??= new Journal(this.data, path, objectWith({ name: "string", arn: "string", tags: "list" }));
    return this.journal;
  }
}

const path = join("events", "buses.jsonl");
