import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { MetricValue } from "../../integration/service-metrics";
import { DataFolder } from "../../storage/data-folder";
import { removeFolder } from "../../storage/write";
import { DayFile, type Sample } from "./day-file";
import type { Distribution } from "./distribution";
import { type Metric, metricKey, metricOf } from "./metric";
import { dayMs, MetricIndex } from "./metric-index";

export const minuteMs = 60_000;
/** AWS keeps values by the minute so long, and coarser ones after that; here nothing is kept longer. */
export const retentionDays = 15;
/** How many numbers may be in memory: some 20 MB. */
const mostNumbers = 200_000;
/** Values of the services wait so long for others, so that a busy function costs one write a second. */
const gatheringMs = 1000;

/** What was measured of a metric at a time. */
export interface Measured {
  /** In milliseconds since 1970. */
  readonly time: number;
  readonly unit: string;
  readonly values: Distribution;
}

/**
 * All values of metrics: `<data>/monitoring/metrics/<day>/<namespace>.jsonl`. Files that were asked for lately are in
 * memory, up to a bound.
 */
export class MetricStore {
  private readonly data: DataFolder;
  private readonly folder: string;
  private readonly index: MetricIndex;
  /** By their keys, the one that was used last at the end. */
  private readonly open = new Map<string, DayFile>();
  private gathered = new Map<
    string,
    { readonly sample: Omit<Sample, "values">; readonly counts: Map<number, number> }
  >();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    dataDir: string,
    private readonly now: () => number,
  ) {
    this.data = DataFolder.at(dataDir);
    this.folder = join(this.data.path, "monitoring", "metrics");
    this.index = new MetricIndex(this.data);
  }

  /** Keeps samples; they survive the end of this process when it returns. */
  put(samples: readonly Sample[]): void {
    for (const [key, some] of groupBy(samples, ({ namespace, time }) => dayKey(namespace, time))) {
      const { namespace, time } = some[0] as Sample;
      this.day(key, namespace, time).append(some);
    }
    this.index.see(samples.map((sample) => [sample, sample.time]));
    this.makeRoom();
  }

  /** Takes a value of one of AWS's own metrics. It is written within a second, or before somebody asks. */
  gather({ namespace, name, dimensions, value, unit, time }: MetricValue): void {
    const pairs = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const metric = metricOf(namespace, name, pairs);
    const minute = Math.floor((time?.getTime() ?? this.now()) / minuteMs) * minuteMs;
    const key = `${metricKey(metric)} ${minute} ${unit}`;
    const found = this.gathered.get(key) ?? { sample: { ...metric, time: minute, unit }, counts: new Map() };
    found.counts.set(value, (found.counts.get(value) ?? 0) + 1);
    this.gathered.set(key, found);
    this.timer ??= setTimeout(() => this.flush(), gatheringMs).unref();
  }

  /** Writes what was gathered. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const samples = [...this.gathered.values()].map(({ sample, counts }) => ({ ...sample, values: [...counts] }));
    this.gathered = new Map();
    try {
      this.put(samples);
    } catch (error) {
      console.error("Metrics of the services could not be written:", error);
    }
  }

  /**
   * What was measured of a metric, in no order.
   *
   * @param start In milliseconds since 1970, inclusive.
   * @param end Exclusive.
   */
  read(metric: Metric, start: number, end: number): Measured[] {
    this.flush();
    const found: Measured[] = [];
    const first = Math.max(start, this.now() - (retentionDays + 1) * dayMs);
    const last = Math.min(end, this.now() + dayMs);
    for (let day = Math.floor(first / dayMs) * dayMs; day < last; day += dayMs) {
      const key = dayKey(metric.namespace, day);
      if (!this.open.has(key) && !existsSync(this.dayFolder(day))) {
        continue;
      }
      for (const [unit, times] of this.day(key, metric.namespace, day).get(metric)) {
        for (const [time, values] of times) {
          if (time >= start && time < end) {
            found.push({ time, unit, values });
          }
        }
      }
    }
    this.makeRoom();
    return found;
  }

  /** The metrics that AWS would list, sorted. @param since Only those with values since then, to the hour. */
  list(since?: number): Metric[] {
    this.flush();
    return this.index.list(this.now(), since);
  }

  /** Whether the metrics of a day that services publish once are there. @param day Its begin. */
  hasDaily(day: number): boolean {
    return this.list(day).some(
      (metric) => metric.name === "NumberOfObjects" && this.read(metric, day, day + 1).length > 0,
    );
  }

  /** Removes days that are older than the retention. */
  prune(): void {
    const oldest = Math.floor(this.now() / dayMs) * dayMs - retentionDays * dayMs;
    for (const name of existsSync(this.folder) ? readdirSync(this.folder) : []) {
      if (/^\d{4}-\d\d-\d\d$/.test(name) && Date.parse(name) < oldest) {
        removeFolder(this.data, join(this.folder, name));
        for (const key of this.open.keys()) {
          if (key.startsWith(`${name} `)) {
            this.open.delete(key);
          }
        }
      }
    }
    this.index.prune(oldest);
  }

  reset(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.gathered.clear();
    this.open.clear();
    this.index.forget();
  }

  private day(key: string, namespace: string, time: number): DayFile {
    const file = this.open.get(key) ?? new DayFile(this.data, this.dayFolder(time), namespace);
    this.open.delete(key);
    this.open.set(key, file);
    return file;
  }

  private dayFolder(time: number): string {
    return join(this.folder, dayOf(time));
  }

  /** Lets those go that were not asked for the longest; they are on disk. */
  private makeRoom(): void {
    let numbers = [...this.open.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [key, { size }] of this.open) {
      if (numbers <= mostNumbers || this.open.size === 1) {
        return;
      }
      this.open.delete(key);
      numbers -= size;
    }
  }
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

const dayKey = (namespace: string, time: number): string => `${dayOf(time)} ${namespace}`;

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
