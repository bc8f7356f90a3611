import type { Table } from "@aws-sdk/client-glue";
import type { Catalog } from "../../glue/catalog/catalog";
import type { Edit } from "./rewrite";
import type { Token } from "./tokens";

const csvSerde = "org.apache.hadoop.hive.serde2.OpenCSVSerde";

/** Words that may follow a table in FROM and are no alias of it. */
const noAlias = new Set(
  "WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH WINDOW UNION INTERSECT EXCEPT JOIN INNER LEFT RIGHT FULL CROSS NATURAL ON USING TABLESAMPLE MATCH_RECOGNIZE FOR".split(
    " ",
  ),
);

const endsFrom = new Set("WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH WINDOW UNION INTERSECT EXCEPT".split(" "));

/**
 * Trino reads every column of an OpenCSVSerde table as a string, Athena as its type: where a query reads such a table,
 * a subquery that casts the columns takes its place.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html
 */
export function typedCsv(tokens: readonly Token[], catalog: Catalog, database: string): Edit[] {
  const databases = new Set(catalog.getDatabases().map(({ Name }) => Name));
  const named = withNames(tokens);
  return tableNames(tokens).flatMap(({ first, last }) => {
    const parts = tokens.slice(first, last + 1).filter(({ kind }) => kind === "word" || kind === "quoted");
    const [name = "", own = database, of = "awsdatacatalog"] = parts
      .map(({ value }) => value.toLowerCase())
      .toReversed();
    if (of !== "awsdatacatalog" || !databases.has(own) || (parts.length === 1 && named.has(name))) {
      return [];
    }
    const table = catalog.getTables(own).find(({ Name }) => Name === name);
    const [start, end] = [tokens[first]?.start ?? 0, tokens[last]?.end ?? 0];
    if (table === undefined || !hasTypes(table)) {
      return [];
    }
    const source = parts.map(({ text }) => text).join(".");
    const alias = hasAlias(tokens[last + 1]) ? "" : ` AS "${name}"`;
    return [{ start, end, text: `(SELECT ${columns(table, hidden(tokens)).join(", ")} FROM ${source})${alias}` }];
  });
}

interface Place {
  /** Of its first and last token. */
  readonly first: number;
  readonly last: number;
}

/** Where names stand in a FROM clause: behind FROM, JOIN and its commas. */
function tableNames(tokens: readonly Token[]): Place[] {
  const found: Place[] = [];
  const clauses: ("select" | "from" | "other")[] = ["other"];
  for (let index = 0, expected = false; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    const word = token.kind === "word" ? token.text.toUpperCase() : token.text;
    const clause = clauses.at(-1) ?? "other";
    if (expected && (token.kind === "quoted" || token.kind === "word")) {
      let last = index;
      while (tokens[last + 1]?.text === "." && tokens[last + 2] !== undefined) {
        last += 2;
      }
      // a call, such as UNNEST(…), is no table
      if (tokens[last + 1]?.text !== "(" && !["SELECT", "WITH", "VALUES", "TABLE"].includes(word)) {
        found.push({ first: index, last });
        index = last;
        expected = false;
        continue;
      }
    }
    if (word === "(") {
      clauses.push(expected ? "from" : "other");
    } else if (word === ")") {
      clauses.pop();
      expected = false;
    } else {
      expected = (word === "FROM" && clause === "select") || (clause === "from" && (word === "JOIN" || word === ","));
      if (word === "SELECT") {
        clauses[clauses.length - 1] = "select";
      } else if (expected) {
        clauses[clauses.length - 1] = "from";
      } else if (token.kind === "word" && endsFrom.has(word)) {
        clauses[clauses.length - 1] = "other";
      }
    }
  }
  return found;
}

/** Names that WITH gives, as far as they stand before `AS (`. */
function withNames(tokens: readonly Token[]): Set<string> {
  const names = tokens.filter(
    (_, index) => tokens[index + 1]?.text.toUpperCase() === "AS" && tokens[index + 2]?.text === "(",
  );
  return new Set(names.map(({ value }) => value.toLowerCase()));
}

function hasTypes({ StorageDescriptor }: Table): boolean {
  const { Columns = [], SerdeInfo } = StorageDescriptor ?? {};
  return SerdeInfo?.SerializationLibrary === csvSerde && Columns.some(({ Type }) => Type !== "string");
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

function columns({ StorageDescriptor, PartitionKeys = [] }: Table, more: readonly string[]): string[] {
  const quoted = (name = "") => `"${name.replaceAll('"', '""')}"`;
  const typed = (StorageDescriptor?.Columns ?? []).map(({ Name, Type = "string" }) => {
    const value = typedValue(quoted(Name), Type);
    return value === quoted(Name) ? value : `${value} AS ${quoted(Name)}`;
  });
  return [...typed, ...PartitionKeys.map(({ Name }) => quoted(Name)), ...more];
}

const trinoTypes: Readonly<Record<string, string>> = { int: "integer", float: "real" };

/** A text as Athena reads it: dates are days and timestamps milliseconds since 1970. */
function typedValue(text: string, type: string): string {
  if (type === "date") {
    return `date_add('day', CAST(${text} AS integer), DATE '1970-01-01')`;
  }
  if (type === "timestamp") {
    return `date_add('millisecond', CAST(${text} AS bigint), TIMESTAMP '1970-01-01 00:00:00.000')`;
  }
  const castable = /^(tinyint|smallint|int|bigint|float|double|boolean|decimal\(.*\)|(var)?char\(.*\))$/.test(type);
  return castable ? `CAST(${text} AS ${trinoTypes[type] ?? type})` : text;
}
