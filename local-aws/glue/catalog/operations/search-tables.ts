import type {
  PropertyPredicate,
  SearchTablesRequest,
  SearchTablesResponse,
  SortCriterion,
  Table,
} from "@aws-sdk/client-glue";
import { sortedBy } from "../../../protocol/page-of";
import { invalidInput } from "../../errors";
import type { GlueContext } from "../../glue-context";
import { pageOf } from "../../pagination";

/** @see https://docs.aws.amazon.com/glue/latest/webapi/API_SearchTables.html */
export function searchTables({ catalog }: GlueContext, input: SearchTablesRequest): SearchTablesResponse {
  const filters = (input.Filters ?? []).map(filter);
  const isWanted = textFilter(input.SearchText);
  const key = ({ DatabaseName, Name }: Table): string => JSON.stringify([DatabaseName, Name]);
  const tables = catalog.searchableTables().filter((table) => isWanted(table) && filters.every((one) => one(table)));
  const sorted = sortedBy(tables, key);
  if (!input.SortCriteria?.length) {
    const { items, NextToken } = pageOf(sorted, key, input, 1000);
    return { TableList: items, NextToken };
  }
  const places = inOrder(sorted, input.SortCriteria).map((table, place) => ({ table, place }));
  const { items, NextToken } = pageOf(places, ({ place }) => String(place).padStart(9, "0"), input, 1000);
  return { TableList: items.map(({ table }) => table), NextToken };
}

/** Tables that no criterion tells apart stay in their order. */
function inOrder(tables: readonly Table[], criteria: readonly SortCriterion[]): Table[] {
  const orders = criteria.map(({ FieldName = "", Sort = "ASC" }) => ({
    read: property(FieldName),
    sign: Sort === "ASC" ? 1 : -1,
  }));
  return [...tables].sort((left, right) => {
    for (const { read, sign } of orders) {
      const [a, b] = [read(left) ?? "", read(right) ?? ""];
      if (a !== b) {
        return a < b ? -sign : sign;
      }
    }
    return 0;
  });
}

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
  if (Comparator !== "EQUALS") {
    throw invalidInput(`The embedded AWS supports the comparator EQUALS in SearchTables; not ${Comparator}.`);
  }
  const read = property(Key);
  return (table) => read(table)?.toLowerCase() === Value.toLowerCase();
}

function property(name: string): (table: Table) => string | undefined {
  const read = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (read === undefined) {
    throw invalidInput(`SearchTables knows ${Object.keys(properties).join(", ")}; not ${name}.`);
  }
  return read;
}

const properties: Readonly<Record<string, (table: Table) => string | undefined>> = {
  DatabaseName: (table) => table.DatabaseName,
  Name: (table) => table.Name,
  TableType: (table) => table.TableType,
  Owner: (table) => table.Owner,
  Classification: (table) => table.Parameters?.classification,
  CreateTime: (table) => table.CreateTime?.toISOString(),
  UpdateTime: (table) => table.UpdateTime?.toISOString(),
};
