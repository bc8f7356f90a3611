import type { Table, TableInput } from "@aws-sdk/client-glue";
import type { Catalog } from "../../glue/catalog/catalog";
import { readTableName } from "../sql/table-name";
import type { TokenReader } from "../sql/token-reader";
import { readColumns } from "./columns";
import { readPartition, toPartitionInput } from "./partitions";
import { readProperties } from "./properties";

/**
 * Runs `ALTER TABLE … ADD/DROP PARTITION, ADD/REPLACE COLUMNS, SET LOCATION, SET TBLPROPERTIES`.
 *
 * @throws ParseError for a form that is not supported; AwsError from the catalog.
 */
export function alterTable(reader: TokenReader, catalog: Catalog, database: string): void {
  reader.expect("ALTER", "TABLE");
  const name = readTableName(reader, database);
  const table = catalog.getTable(name.database, name.table);
  if (reader.sees("ADD", "PARTITION") || reader.sees("ADD", "IF")) {
    addPartitions(reader, catalog, table);
  } else if (reader.accept("DROP")) {
    dropPartitions(reader, catalog, table);
  } else {
    catalog.updateTable(name.database, changed(reader, table));
  }
}

function addPartitions(reader: TokenReader, catalog: Catalog, table: Table): void {
  reader.expect("ADD");
  const ifNotExists = reader.accept("IF", "NOT", "EXISTS");
  while (reader.sees("PARTITION")) {
    const values = readPartition(reader);
    const input = toPartitionInput(table, values, reader.accept("LOCATION") ? reader.string() : undefined);
    const exists = catalog.partitions.find(table.DatabaseName ?? "", table.Name ?? "", input.Values) !== undefined;
    if (!(exists && ifNotExists)) {
      catalog.partitions.create(table.DatabaseName ?? "", table.Name ?? "", input);
    }
  }
  reader.end();
}

function dropPartitions(reader: TokenReader, catalog: Catalog, table: Table): void {
  const ifExists = reader.accept("IF", "EXISTS");
  do {
    const { Values } = toPartitionInput(table, readPartition(reader));
    const exists = catalog.partitions.find(table.DatabaseName ?? "", table.Name ?? "", Values) !== undefined;
    if (exists || !ifExists) {
      catalog.partitions.delete(table.DatabaseName ?? "", table.Name ?? "", Values);
    }
  } while (reader.accept(","));
  reader.end();
}

function changed(reader: TokenReader, table: Table): TableInput {
  const input = toTableInput(table);
  const storage = { ...table.StorageDescriptor };
  if (reader.accept("ADD", "COLUMNS")) {
    storage.Columns = [...(storage.Columns ?? []), ...readColumns(reader)];
  } else if (reader.accept("REPLACE", "COLUMNS")) {
    storage.Columns = readColumns(reader);
  } else if (reader.accept("SET", "LOCATION")) {
    storage.Location = reader.string();
  } else if (reader.accept("SET", "TBLPROPERTIES")) {
    input.Parameters = { ...table.Parameters, ...readProperties(reader) };
  } else {
    throw reader.error(`cannot recognize input near '${reader.peek()?.text ?? "<EOF>"}' in alter table statement`);
  }
  reader.end();
  return { ...input, StorageDescriptor: storage };
}

/** A table as the input of its own update: without what the catalog adds. */
function toTableInput({ Name, Description, Owner, Retention, PartitionKeys, ...rest }: Table): TableInput {
  const { ViewOriginalText, ViewExpandedText, TableType, Parameters, StorageDescriptor } = rest;
  const names = { Name, Description, Owner, Retention, PartitionKeys };
  return { ...names, ViewOriginalText, ViewExpandedText, TableType, Parameters, StorageDescriptor };
}
