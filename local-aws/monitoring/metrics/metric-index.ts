import type { DataFolder } from "../../storage/data-folder";
import { Journal } from "../../storage/journal";
import { objectWith } from "../../storage/sealed";
import { type Metric, metricKey } from "./metric";

interface Known extends Metric {
  /** The begin of the hour of its latest value, in milliseconds since 1970. */
  readonly lastSeen: number;
}

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** A metric without values in two weeks is not listed any more. */
const listedMs = 14 * dayMs;

const knownShape = objectWith({ namespace: "string", name: "string", dimensions: "list", lastSeen: "number" });

/** Which metrics there are, and the hour of each one's latest value. */
export class MetricIndex {
  private journal: Journal<Known> | undefined;

  constructor(private readonly data: DataFolder) {}

  /** Notes that metrics have values at a time. */
  see(metrics: Iterable<readonly [metric: Metric, time: number]>): void {
    const news = new Map<string, Known>();
    for (const [{ namespace, name, dimensions }, time] of metrics) {
      const key = metricKey({ namespace, name, dimensions });
      const lastSeen = Math.floor(time / hourMs) * hourMs;
      if (lastSeen > ((news.get(key) ?? this.known.get(key))?.lastSeen ?? Number.NEGATIVE_INFINITY)) {
        news.set(key, { namespace, name, dimensions, lastSeen });
      }
    }
    if (news.size > 0) {
      this.known.put([...news]);
    }
  }

  /**
   * The metrics with values in the last two weeks, sorted by namespace, name and dimensions.
   *
   * @param since Only those with values since then, to the hour.
   */
  list(now: number, since = now - listedMs): Metric[] {
    return this.known.all().filter(({ lastSeen }) => lastSeen >= since - hourMs);
  }

  /** Forgets metrics whose latest values are older than a time. */
  prune(before: number): void {
    this.known.delete(
      this.known
        .all()
        .filter(({ lastSeen }) => lastSeen + hourMs < before)
        .map(metricKey),
    );
  }

  forget(): void {
    this.journal = undefined;
  }

  private get known(): Journal<Known> {
    this.journal ??= new Journal(this.data, "monitoring/metrics.jsonl", knownShape);
    return this.journal;
  }
}
