import type { Table } from "@aws-sdk/client-glue";
import { inTurns } from "../../../event-loop/in-turns";
import { grokSerde } from "../../../glue/crawlers/formats/text/grok";
import { quotedName } from "../text/table-name";
import type { Token } from "../text/tokens";
import type { Edit } from "./rewrite";
import type { TableRead } from "./tables-read";

const textSerdes = ["org.apache.hadoop.hive.serde2.OpenCSVSerde", grokSerde];

/** Words that may follow a table in FROM and are no alias of it. */
const noAlias = new Set(
  "WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH WINDOW UNION INTERSECT EXCEPT JOIN INNER LEFT RIGHT FULL CROSS NATURAL ON USING TABLESAMPLE MATCH_RECOGNIZE FOR".split(
    " ",
  ),
);

/**
 * Trino reads every column of an OpenCSVSerde or grok table as a string, Athena as its type: where a query reads such a
 * table, a subquery that casts the columns takes its place. With `use.null.for.invalid.data`, what is none of its type
 * is NULL.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html
 */
export function typedText(tokens: readonly Token[], tables: readonly TableRead[]): Promise<Edit[]> {
  return inTurns(casts(tokens, tables));
}

function* casts(tokens: readonly Token[], tables: readonly TableRead[]): Generator<undefined, Edit[]> {
  const withTypes = new Set([...new Set(tables.map(({ table }) => table))].filter(hasTypes));
  const typed = tables.filter(({ table }) => withTypes.has(table));
  const wanted = typed.length === 0 ? [] : hidden(tokens);
  const lists = new Map([...withTypes].map((table) => [table, columns(table, wanted).join(", ")]));
  const edits: Edit[] = [];
  for (const { table, parts, first, last } of typed) {
    yield;
    const source = parts.map(({ text }) => text).join(".");
    const alias = hasAlias(tokens[last + 1]) ? "" : ` AS "${table.Name}"`;
    const text = `(SELECT ${lists.get(table)} FROM ${source})${alias}`;
    edits.push({ start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0, text });
  }
  return edits;
}

function hasTypes({ StorageDescriptor }: Table): boolean {
  const { Columns = [], SerdeInfo } = StorageDescriptor ?? {};
  return textSerdes.includes(SerdeInfo?.SerializationLibrary ?? "") && Columns.some(({ Type }) => Type !== "string");
}

function hasAlias(next: Token | undefined): boolean {
  return next?.kind === "quoted" || (next?.kind === "word" && !noAlias.has(next.text.toUpperCase()));
}

/** Hidden columns that the query names, unless it asks for all columns, to which they do not belong. */
function hidden(tokens: readonly Token[]): string[] {
  const all = tokens.some(
    ({ text }, index) => text === "*" && /^(SELECT|DISTINCT|ALL|,|\.)$/i.test(tokens[index - 1]?.text ?? ""),
  );
  const names = tokens.filter(({ kind, value }) => kind === "quoted" && value.startsWith("$")).map(({ text }) => text);
  return all ? [] : [...new Set(names)];
}

function columns({ StorageDescriptor, Parameters, PartitionKeys = [] }: Table, more: readonly string[]): string[] {
  const given = { ...Parameters, ...StorageDescriptor?.SerdeInfo?.Parameters };
  const cast = given["use.null.for.invalid.data"]?.toLowerCase() === "true" ? "TRY_CAST" : "CAST";
  const typed = (StorageDescriptor?.Columns ?? []).map(({ Name = "", Type = "string" }) => {
    const name = quotedName(Name);
    const value = typedValue(cast, name, Type);
    return value === name ? value : `${value} AS ${name}`;
  });
  return [...typed, ...PartitionKeys.map(({ Name = "" }) => quotedName(Name)), ...more];
}

const trinoTypes: Readonly<Record<string, string>> = { int: "integer", float: "real" };

/** A text as Athena reads it: dates are days and timestamps milliseconds since 1970. */
function typedValue(cast: string, text: string, type: string): string {
  if (type === "date") {
    return `date_add('day', ${cast}(${text} AS integer), DATE '1970-01-01')`;
  }
  if (type === "timestamp") {
    return `date_add('millisecond', ${cast}(${text} AS bigint), TIMESTAMP '1970-01-01 00:00:00.000')`;
  }
  const castable = /^(tinyint|smallint|int|bigint|float|double|boolean|decimal\(.*\)|(var)?char\(.*\))$/.test(type);
  return castable ? `${cast}(${text} AS ${trinoTypes[type] ?? type})` : text;
}
