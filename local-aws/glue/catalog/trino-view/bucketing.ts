import type { Table } from "@aws-sdk/client-glue";

/** Whether a table's buckets are Spark's, which are counted in another way than Hive's. */
export const hasSparkBuckets = ({ Parameters }: Table): boolean =>
  Parameters?.bucketing_format?.toLowerCase() === "spark";

/**
 * A table whose buckets Trino can use. It knows Hive's only, and would look for a value in the wrong one of Spark's: such a
 * table it reads as a whole.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/ctas-partitioning-and-bucketing-bucketing-and-partitioning.html
 */
export function withHiveBuckets(table: Table): Table {
  if (!hasSparkBuckets(table)) {
    return table;
  }
  const StorageDescriptor = { ...table.StorageDescriptor, BucketColumns: [], SortColumns: [], NumberOfBuckets: 0 };
  return { ...table, StorageDescriptor };
}
