/** A set of values of which only these are known. */
export interface StatisticSet {
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** A value and how often it was. */
export type Counted = readonly [value: number, count: number];

/** What was measured in a span of time: the values themselves, as far as they are known. */
export class Distribution {
  count = 0;
  sum = 0;
  minimum = Number.POSITIVE_INFINITY;
  maximum = Number.NEGATIVE_INFINITY;
  /** How often each value was; undefined where statistic sets have hidden values. */
  private values: Map<number, number> | undefined = new Map();

  /** How many numbers it keeps. */
  get size(): number {
    return this.values?.size ?? 0;
  }

  add(value: number, count: number): void {
    this.values?.set(value, (this.values.get(value) ?? 0) + count);
    this.include({ count, sum: value * count, minimum: value, maximum: value });
  }

  /** A set that holds a single value, however often, tells it; of any other the values are not known. */
  addSet(set: StatisticSet): void {
    if (set.minimum === set.maximum && set.sum === set.minimum * set.count) {
      this.add(set.minimum, set.count);
    } else {
      this.values = undefined;
      this.include(set);
    }
  }

  addAll(other: Distribution): void {
    if (other.values === undefined) {
      this.values = undefined;
      this.include(other);
      return;
    }
    for (const [value, count] of other.values) {
      this.values?.set(value, (this.values.get(value) ?? 0) + count);
    }
    this.include(other);
  }

  /** The values from the lowest on, each with its count; undefined where they are not known. */
  ordered(): Counted[] | undefined {
    return this.values && [...this.values].sort(([a], [b]) => a - b);
  }

  private include({ count, sum, minimum, maximum }: StatisticSet): void {
    this.count += count;
    this.sum += sum;
    this.minimum = Math.min(this.minimum, minimum);
    this.maximum = Math.max(this.maximum, maximum);
  }
}
