import { type Column, CreateTableCommand, DeleteTableCommand, type StorageDescriptor } from "@aws-sdk/client-glue";
import { type Lab, unless } from "./lab";

/** Types of Athena's by the columns' names. */
export type ColumnTypes = Readonly<Record<string, string>>;

export function columnsOf(types: ColumnTypes): Column[] {
  return Object.entries(types).map(([Name, Type]) => ({ Name, Type }));
}

/** How a table of text files is stored; an empty cell is NULL. */
export function csvTable(types: ColumnTypes, location: string, delimiter = ","): StorageDescriptor {
  return {
    Columns: columnsOf(types),
    Location: location,
    InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    SerdeInfo: {
      SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
      Parameters: { "field.delim": delimiter, "serialization.null.format": "" },
    },
  };
}

/** How a table of Parquet files is stored. */
export function parquetTable(types: ColumnTypes, location: string): StorageDescriptor {
  return {
    Columns: columnsOf(types),
    Location: location,
    InputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    SerdeInfo: { SerializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
  };
}

/** Replaces a table of the catalog. */
export async function putTable(
  lab: Lab,
  DatabaseName: string,
  Name: string,
  storage: StorageDescriptor,
  Parameters: Record<string, string> = {},
  PartitionKeys: readonly Column[] = [],
): Promise<void> {
  await lab.glue
    .send(new DeleteTableCommand({ DatabaseName, Name }))
    .catch(unless("EntityNotFoundException", undefined));
  const TableInput = {
    Name,
    TableType: "EXTERNAL_TABLE",
    StorageDescriptor: storage,
    Parameters,
    PartitionKeys: [...PartitionKeys],
  };
  await lab.glue.send(new CreateTableCommand({ DatabaseName, TableInput }));
}
