import type { Table } from "@aws-sdk/client-glue";
import { inTurns } from "../../../event-loop/in-turns";
import type { Catalog } from "../../../glue/catalog/catalog";
import type { Token } from "../text/tokens";

const endsFrom = new Set("WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH WINDOW UNION INTERSECT EXCEPT".split(" "));

interface Place {
  /** Of its first and last token. */
  readonly first: number;
  readonly last: number;
}

/** A table of the catalog where a query reads it. */
export interface TableRead extends Place {
  /** The parts of its name as they are written. */
  readonly parts: readonly Token[];
  readonly table: Table;
}

/**
 * The tables of the catalog that a query reads: those that its FROM clauses name. In a long text others get their turn in
 * between.
 */
export function tablesRead(tokens: readonly Token[], catalog: Catalog, database: string): Promise<TableRead[]> {
  return inTurns(findTables(tokens, catalog, database));
}

function* findTables(tokens: readonly Token[], catalog: Catalog, database: string): Generator<undefined, TableRead[]> {
  const find = tableFinder(catalog);
  const named = withNames(tokens);
  yield;
  const read: TableRead[] = [];
  for (const { first, last } of yield* tableNames(tokens)) {
    const parts = tokens.slice(first, last + 1).filter(({ kind }) => kind === "word" || kind === "quoted");
    const [name = "", own = database, of = "awsdatacatalog"] = parts
      .map(({ value }) => value.toLowerCase())
      .toReversed();
    const isOurs = of === "awsdatacatalog" && !(parts.length === 1 && named.has(name));
    const table = isOurs ? find(own, name) : undefined;
    if (table !== undefined) {
      read.push({ first, last, parts, table });
    }
    yield;
  }
  return read;
}

/** Looks for tables in databases that may not be there; each is read once, however often a text names it. */
function tableFinder(catalog: Catalog): (database: string, table: string) => Table | undefined {
  const databases = new Map<string, Map<string | undefined, Table> | undefined>(
    catalog.getDatabases().map(({ Name = "" }) => [Name, undefined]),
  );
  return (database, name) => {
    if (databases.has(database) && databases.get(database) === undefined) {
      databases.set(database, new Map(catalog.getTables(database).map((table) => [table.Name, table])));
    }
    return databases.get(database)?.get(name);
  };
}

/** Where names stand in a FROM clause: behind FROM, JOIN and its commas. */
function* tableNames(tokens: readonly Token[]): Generator<undefined, Place[]> {
  const found: Place[] = [];
  const clauses: ("select" | "from" | "other")[] = ["other"];
  for (let index = 0, expected = false; index < tokens.length; index += 1) {
    yield;
    const token = tokens[index] as Token;
    const word = token.kind === "word" ? token.text.toUpperCase() : token.text;
    const clause = clauses[clauses.length - 1] ?? "other";
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
    (_, index) => tokens[index + 2]?.text === "(" && tokens[index + 1]?.text.toUpperCase() === "AS",
  );
  return new Set(names.map(({ value }) => value.toLowerCase()));
}
