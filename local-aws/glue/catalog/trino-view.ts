import type { Column, Partition, StorageDescriptor, Table } from "@aws-sdk/client-glue";
import type { OperationTable } from "../../protocol/json-service";
import { compileGrok, type Grok, grokSerde } from "../crawlers/formats/grok";

interface CatalogOutput {
  readonly Table?: Table;
  readonly TableList?: Table[];
  readonly Partition?: Partition;
  readonly Partitions?: Partition[];
}

/** The same operations, which tell Trino of tables as it can read them. */
export function withTrinoView(operations: OperationTable): OperationTable {
  const names = ["GetTable", "GetTables", "GetPartition", "GetPartitions", "BatchGetPartition"];
  const read = names.map((name): [string, OperationTable[string]] => [
    name,
    async (input, context) => {
      const output = (await operations[name]?.(input, context)) as CatalogOutput;
      return context.isTrino ? asTrinoReads(output) : output;
    },
  ]);
  return { ...operations, ...Object.fromEntries(read) };
}

function asTrinoReads({ Table, TableList, Partition, Partitions, ...rest }: CatalogOutput): CatalogOutput {
  return {
    ...rest,
    ...(Table && { Table: withRegex(Table) }),
    ...(TableList && { TableList: TableList.map(withRegex) }),
    ...(Partition && { Partition: withRegex(Partition) }),
    ...(Partitions && { Partitions: Partitions.map(withRegex) }),
  };
}

/** Trino lacks Glue's GrokSerDe: it reads the same lines by a regular expression, and all columns as strings. */
function withRegex<Item extends { StorageDescriptor?: StorageDescriptor | undefined }>(item: Item): Item {
  const { SerdeInfo, Columns = [] } = item.StorageDescriptor ?? {};
  const grok = SerdeInfo?.SerializationLibrary === grokSerde && grokOf(SerdeInfo.Parameters ?? {});
  if (!grok || !hasSameNames(grok, Columns)) {
    return item;
  }
  const regex = {
    SerializationLibrary: "org.apache.hadoop.hive.serde2.RegexSerDe",
    // grok finds its pattern anywhere in a line
    Parameters: { "input.regex": `.*?(?:${grok.line.source}).*` },
  };
  const texts = Columns.map((column) => ({ ...column, Type: "string" }));
  return { ...item, StorageDescriptor: { ...item.StorageDescriptor, Columns: texts, SerdeInfo: regex } };
}

function grokOf(parameters: Readonly<Record<string, string>>): Grok | undefined {
  try {
    return compileGrok(parameters["input.format"] ?? "", parameters["input.grokCustomPatterns"]);
  } catch {
    return undefined;
  }
}

const hasSameNames = (grok: Grok, columns: readonly Column[]): boolean =>
  grok.columns.map(({ name }) => name).join() === columns.map(({ Name }) => Name?.toLowerCase()).join();
