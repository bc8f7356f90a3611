import { CreateDatabaseCommand, CreateTableCommand, GetPartitionsCommand, type Partition } from "@aws-sdk/client-glue";
import type { GlueServer } from "./glue-server";

let databases = 0;

/** A database of its own for a test. */
export async function newDatabase(server: GlueServer): Promise<string> {
  databases += 1;
  const Name = `db${databases}`;
  await server.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
  return Name;
}

/** The table `t` with these partition keys; in a database of its own where none is given. */
export async function newTable(
  server: GlueServer,
  keys: readonly [string, string][],
  database?: string,
): Promise<[string, string]> {
  const DatabaseName = database ?? (await newDatabase(server));
  const PartitionKeys = keys.map(([Name, Type]) => ({ Name, Type }));
  const StorageDescriptor = { Columns: [{ Name: "x", Type: "double" }], Location: "s3://b/t/" };
  const TableInput = { Name: "t", PartitionKeys, StorageDescriptor };
  await server.glue.send(new CreateTableCommand({ DatabaseName, TableInput }));
  return [DatabaseName, "t"];
}

/** All partitions, page by page. */
export async function allPartitions(
  server: GlueServer,
  DatabaseName: string,
  TableName: string,
  Expression?: string,
  MaxResults?: number,
) {
  const found: Partition[] = [];
  let NextToken: string | undefined;
  do {
    const input = { DatabaseName, TableName, Expression, MaxResults, NextToken };
    const answer = await server.glue.send(new GetPartitionsCommand(input));
    found.push(...(answer.Partitions ?? []));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return found;
}
