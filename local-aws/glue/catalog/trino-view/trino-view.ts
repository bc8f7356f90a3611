import type { Column, Partition, StorageDescriptor, Table, TableInput } from "@aws-sdk/client-glue";
import { inTurns } from "../../../event-loop/in-turns";
import type { OperationTable } from "../../../protocol/operation";
import { compileGrok, type Grok, grokSerde } from "../../crawlers/formats/text/grok";
import { invalidInput } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { glueTable } from "../iceberg/glue-columns";
import { isIceberg } from "../iceberg/metadata";
import { withHiveBuckets } from "./bucketing";
import { asInvoker } from "./presto-view";
import { withTemplate } from "./projection";
import { tableFaultSteps } from "./table-fault";

interface CatalogOutput {
  readonly Table?: Table;
  readonly TableList?: Table[];
  readonly Partition?: Partition;
  readonly Partitions?: Partition[];
}

/** The names by which Trino asks; a resource link leads to a table of other names. */
interface CatalogInput {
  readonly DatabaseName?: string;
  readonly TableName?: string;
}

/**
 * The same operations, which tell Trino of tables as it can read them, and take Iceberg tables from it as AWS's own Trino
 * writes them.
 */
export function withTrinoView(operations: OperationTable<GlueContext>): OperationTable<GlueContext> {
  const names = ["GetTable", "GetTables", "GetPartition", "GetPartitions", "BatchGetPartition"];
  const read = names.map((name): [string, OperationTable<GlueContext>[string]] => [
    name,
    async (context, input, request) => {
      const output = (await operations[name]?.(context, input, request)) as CatalogOutput;
      return request.isOwnEngine ? inTurns(asTrinoReads(output, input as CatalogInput)) : output;
    },
  ]);
  const written = ["CreateTable", "UpdateTable"].map((name): [string, OperationTable<GlueContext>[string]] => [
    name,
    (context, input, request) =>
      operations[name]?.(context, (request.isOwnEngine ? asAwsWrites(input, context) : input) as never, request),
  ]);
  return { ...operations, ...Object.fromEntries([...read, ...written]) };
}

/** What CreateTable and UpdateTable have in common. */
interface WriteInput {
  readonly TableInput?: TableInput;
}

/** The columns of an Iceberg table, those of before included, with their ids: Trino tells the names and types of now. */
function asAwsWrites(input: WriteInput, { iceberg }: GlueContext): WriteInput {
  const { TableInput } = input;
  const file = TableInput?.Parameters?.metadata_location;
  if (TableInput === undefined || file === undefined || !isIceberg(TableInput)) {
    return input;
  }
  const { Parameters = {}, ...table } = TableInput;
  const ofTable = glueTable(iceberg.read(file), file, Parameters.previous_metadata_location);
  return { ...input, TableInput: { ...table, ...ofTable } };
}

function* asTrinoReads(
  output: CatalogOutput,
  { DatabaseName, TableName }: CatalogInput,
): Generator<undefined, CatalogOutput> {
  const { Table, TableList, Partition, Partitions, ...rest } = output;
  const ofTable = (partition: Partition) => ({ ...readablePartition(partition), DatabaseName, TableName });
  const readable: Table[] = [];
  for (const table of TableList ?? []) {
    readable.push(yield* readableTable(table));
  }
  return {
    ...rest,
    ...(Table && { Table: yield* readableTable(Table) }),
    ...(TableList && { TableList: readable }),
    ...(Partition && { Partition: ofTable(Partition) }),
    ...(Partitions && { Partitions: Partitions.map(ofTable) }),
  };
}

/** What cannot be read has no storage here: Trino then leaves it out of its lists and fails the queries that name it. */
function* readableTable(table: Table): Generator<undefined, Table> {
  if ((yield* tableFaultSteps(table)) !== undefined) {
    const { StorageDescriptor: _storage, ...rest } = table;
    // nor anything by which Trino would take it for a view, which needs no storage
    return { ...rest, Parameters: {} };
  }
  const { StorageDescriptor: storage } = table;
  const placed = { ...table, StorageDescriptor: { ...storage, Location: storage?.Location ?? "" } };
  return withHiveBuckets(withTemplate(asInvoker(withRegex(placed))));
}

/** @throws AwsError InvalidInputException, which fails the query, where a partition tells too little to be read. */
function readablePartition(partition: Partition): Partition {
  const { StorageDescriptor: storage, DatabaseName, TableName, Values } = partition;
  const missing =
    storage === undefined ? "StorageDescriptor" : storage.SerdeInfo === undefined ? "SerdeInfo" : undefined;
  if (missing !== undefined) {
    throw invalidInput(
      `${missing} of the partition ${JSON.stringify(Values)} of ${DatabaseName}.${TableName} is not populated`,
    );
  }
  return withRegex(partition);
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
