import type { Column, PartitionIndex, PartitionIndexDescriptor } from "@aws-sdk/client-glue";
import { invalidInput, required } from "../../errors";

/**
 * A partition index as GetPartitionIndexes shows it. Looking up partitions is fast here without one.
 *
 * @throws AwsError InvalidInputException where it names what is not a partition key.
 */
export function indexDescriptor(index: PartitionIndex, keys: readonly Column[]): PartitionIndexDescriptor {
  const names = required("partitionIndex.keys", index.Keys);
  return {
    IndexName: required("partitionIndex.indexName", index.IndexName),
    IndexStatus: "ACTIVE",
    Keys: names.map((name) => {
      const key = keys.find(({ Name }) => Name === name);
      if (key === undefined) {
        throw invalidInput(`The partition index names ${name}, which is not a partition key of the table.`);
      }
      return { Name: name, Type: key.Type ?? "string" };
    }),
  };
}
