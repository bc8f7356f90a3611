import type { GetPartitionsRequest, GetPartitionsResponse, Partition } from "@aws-sdk/client-glue";
import { checkName } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";
import { valuesKey } from "../partitions/partitions";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html */
export function getPartitions({ catalog }: GlueContext, input: GetPartitionsRequest): GetPartitionsResponse {
  const query = { expression: input.Expression, segment: input.Segment };
  const partitions = catalog.partitions.list(
    checkName("databaseName", input.DatabaseName),
    checkName("tableName", input.TableName),
    query,
  );
  const { items, NextToken } = pageOf(partitions, (partition) => valuesKey(partition.Values ?? []), input, 1000);
  return { Partitions: input.ExcludeColumnSchema ? items.map(withoutColumns) : items, NextToken };
}

function withoutColumns(partition: Partition): Partition {
  const { Columns: _columns, ...descriptor } = partition.StorageDescriptor ?? {};
  return { ...partition, StorageDescriptor: descriptor };
}
