import { createHash } from "node:crypto";
import { join } from "node:path";
import type { DataFolder } from "../../storage/data-folder";
import { LineFile } from "../../storage/line-file";
import { objectWith } from "../../storage/sealed";
import { type Counted, Distribution, type StatisticSet } from "./distribution";
import { type Metric, metricKey } from "./metric";

/** Values of one metric at one time, as a line of a file has them. */
export interface Sample extends Metric {
  /** In milliseconds since 1970: the begin of the minute, or of the second where the metric has a high resolution. */
  readonly time: number;
  readonly unit: string;
  readonly values?: readonly Counted[];
  readonly set?: StatisticSet;
}

/** What was measured of one unit, by the time of the sample. */
type ByTime = Map<number, Distribution>;

const sampleShape = objectWith({
  namespace: "string",
  name: "string",
  dimensions: "list",
  time: "number",
  unit: "string",
});
const longestName = 150;

/** The samples of one namespace on one day (UTC): a file of lines that is only appended to. */
export class DayFile {
  private readonly file: LineFile;
  private readonly byMetric = new Map<string, Map<string, ByTime>>();
  /** How many numbers are in memory. */
  size = 0;

  /** @param folder Of the day; absolute. */
  constructor(data: DataFolder, folder: string, namespace: string) {
    const { file, values } = LineFile.open(data, join(folder, fileName(namespace)), sampleShape);
    this.file = file;
    this.take(values as Sample[]);
  }

  append(samples: readonly Sample[]): void {
    this.file.append(samples);
    this.take(samples);
  }

  /** What was measured of a metric, by unit. */
  get(metric: Metric): ReadonlyMap<string, ByTime> {
    return this.byMetric.get(metricKey(metric)) ?? new Map();
  }

  private take(samples: readonly Sample[]): void {
    for (const sample of samples) {
      const units = inner(this.byMetric, metricKey(sample), () => new Map<string, ByTime>());
      const times = inner(units, sample.unit, (): ByTime => new Map());
      const distribution = inner(times, sample.time, () => new Distribution());
      const before = distribution.size;
      for (const [value, count] of sample.values ?? []) {
        distribution.add(value, count);
      }
      if (sample.set !== undefined) {
        distribution.addSet(sample.set);
      }
      this.size += distribution.size - before + 1;
    }
  }
}

function inner<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

/** A namespace as a file's name; a long one is cut and told apart by its SHA-256. */
function fileName(namespace: string): string {
  const encoded = encodeURIComponent(namespace).replace(/[.*]/g, (character) => (character === "." ? "%2E" : "%2A"));
  const short =
    encoded.length <= longestName
      ? encoded
      : `${encoded.slice(0, longestName)}~${createHash("sha256").update(namespace).digest("hex")}`;
  return `${short}.jsonl`;
}
