import type { PropertyPredicate, SearchTablesRequest, SearchTablesResponse, Table } from "@aws-sdk/client-glue";
import type { Operation } from "../../../protocol/json-service";
import { invalidInput } from "../../errors";
import { page, sortedBy } from "../../page";
import type { Catalog } from "../catalog";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_SearchTables.html */
export const searchTables =
  (catalog: Catalog): Operation<SearchTablesRequest, SearchTablesResponse> =>
  (input) => {
    if (input.SortCriteria?.length) {
      throw invalidInput(
        "The embedded AWS does not support SortCriteria in SearchTables; it sorts by database and name.",
      );
    }
    const filters = (input.Filters ?? []).map(filter);
    const isWanted = textFilter(input.SearchText);
    const key = ({ DatabaseName, Name }: Table): string => JSON.stringify([DatabaseName, Name]);
    const tables = catalog
      .getDatabases()
      .flatMap((database) => catalog.getTables(database.Name ?? ""))
      .filter((table) => isWanted(table) && filters.every((one) => one(table)));
    const { items, NextToken } = page(sortedBy(tables, key), key, input, 1000);
    return { TableList: items, NextToken };
  };

/** A text in quotes must be the whole of a value, another is looked for within. */
function textFilter(text: string | undefined): (table: Table) => boolean {
  const exact = /^"(.*)"$/s.exec(text ?? "")?.[1]?.toLowerCase();
  const part = (text ?? "").toLowerCase();
  return (table) => searched(table).some((value) => (exact === undefined ? value.includes(part) : value === exact));
}

function searched({ Name, DatabaseName, Description, StorageDescriptor, PartitionKeys, Parameters }: Table): string[] {
  const columns = [...(StorageDescriptor?.Columns ?? []), ...(PartitionKeys ?? [])];
  const named = columns.flatMap((column) => [column.Name, column.Comment]);
  const values = [Name, DatabaseName, Description, ...named, ...Object.values(Parameters ?? {})];
  return values.flatMap((value) => value?.toLowerCase() ?? []);
}

function filter({ Key = "", Value = "", Comparator = "EQUALS" }: PropertyPredicate): (table: Table) => boolean {
  const read = properties[Key];
  if (read === undefined || Comparator !== "EQUALS") {
    const known = Object.keys(properties).join(", ");
    throw invalidInput(`The embedded AWS supports filters with EQUALS on ${known}; not ${Comparator} on ${Key}.`);
  }
  return (table) => read(table)?.toLowerCase() === Value.toLowerCase();
}

const properties: Readonly<Record<string, (table: Table) => string | undefined>> = {
  DatabaseName: (table) => table.DatabaseName,
  Name: (table) => table.Name,
  TableType: (table) => table.TableType,
  Owner: (table) => table.Owner,
  Classification: (table) => table.Parameters?.classification,
};
