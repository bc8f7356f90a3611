import type { StatementType } from "@aws-sdk/client-athena";
import type { QueryText } from "./query-text";
import type { Token } from "./tokens";

/** The kind of a statement. */
export interface StatementKind {
  /** Who runs it: our DDL on the catalog, or Trino. */
  readonly runBy: "ddl" | "trino";
  readonly type: StatementType;
  /** As Athena reports it: `SELECT`, `CREATE_TABLE`, … */
  readonly substatement: string;
}

export interface Statement extends StatementKind {
  readonly text: QueryText;
}

interface Rule {
  readonly words: RegExp;
  readonly kind: StatementKind;
}

/** `?` stands for a name, a string or a number; a name without quotes stands for itself. */
const name = String.raw`\S+( \. \S+)*`;

const rules: readonly Rule[] = [
  rule(/^CREATE (DATABASE|SCHEMA)\b/, "ddl", "DDL", "CREATE_DATABASE"),
  rule(/^CREATE EXTERNAL TABLE\b/, "ddl", "DDL", "CREATE_TABLE"),
  rule(/^CREATE TABLE\b.* AS (SELECT|WITH|VALUES|TABLE|\()/, "trino", "DDL", "CREATE_TABLE_AS_SELECT"),
  rule(/^CREATE TABLE\b/, "ddl", "DDL", "CREATE_TABLE"),
  rule(/^CREATE (OR REPLACE )?VIEW\b/, "trino", "DDL", "CREATE_VIEW"),
  rule(/^ALTER (DATABASE|SCHEMA)\b/, "ddl", "DDL", "ALTER_DATABASE"),
  rule(/^DROP (DATABASE|SCHEMA)\b/, "ddl", "DDL", "DROP_DATABASE"),
  rule(/^DROP TABLE\b/, "ddl", "DDL", "DROP_TABLE"),
  rule(/^DROP VIEW\b/, "ddl", "DDL", "DROP_VIEW"),
  alter("ADD COLUMNS?", "ADD_COLUMN"),
  alter("ADD", "ADD_PARTITION"),
  alter("DROP COLUMN", "DROP_COLUMN"),
  alter("DROP", "DROP_PARTITION"),
  alter("REPLACE", "REPLACE_COLUMN"),
  alter("CHANGE", "CHANGE_COLUMN"),
  alter(String.raw`PARTITION \(.*\) RENAME`, "RENAME_PARTITION"),
  alter("RENAME", "RENAME"),
  alter(String.raw`(PARTITION \(.*\) )?SET LOCATION`, "SET_LOCATION"),
  alter("(UN)?SET TBLPROPERTIES", "PROPERTIES"),
  rule(/^ALTER TABLE\b/, "ddl", "DDL", "ALTER_TABLE"),
  rule(/^MSCK\b/, "ddl", "DDL", "MSCK_REPAIR"),
  rule(/^SHOW (DATABASES|SCHEMAS)\b/, "ddl", "UTILITY", "SHOW_DATABASES"),
  rule(/^SHOW TABLES\b/, "ddl", "UTILITY", "SHOW_TABLES"),
  rule(/^SHOW VIEWS\b/, "ddl", "UTILITY", "SHOW_VIEWS"),
  rule(/^SHOW PARTITIONS\b/, "ddl", "UTILITY", "SHOW_PARTITIONS"),
  rule(/^SHOW COLUMNS\b/, "ddl", "UTILITY", "SHOW_COLUMNS"),
  rule(/^SHOW TBLPROPERTIES\b/, "ddl", "UTILITY", "SHOW_TABLE_PROPERTIES"),
  rule(/^SHOW CREATE VIEW\b/, "ddl", "UTILITY", "SHOW_CREATE_VIEW"),
  rule(/^SHOW CREATE\b/, "ddl", "UTILITY", "SHOW_CREATE_TABLE"),
  rule(/^SHOW FUNCTIONS\b/, "trino", "UTILITY", "SHOW_FUNCTIONS"),
  rule(/^(DESCRIBE|DESC)\b/, "ddl", "UTILITY", "DESCRIBE_TABLE"),
  rule(/^EXPLAIN\b/, "trino", "DML", "EXPLAIN"),
  rule(/^(SELECT|WITH|VALUES|TABLE|\()/, "trino", "DML", "SELECT"),
  rule(/^EXECUTE\b/, "trino", "DML", "SELECT"),
  rule(/^PREPARE\b/, "ddl", "DDL", "PREPARE"),
  rule(/^DEALLOCATE\b/, "ddl", "DDL", "DEALLOCATE"),
  rule(/^INSERT\b/, "trino", "DML", "INSERT"),
  rule(/^UNLOAD\b/, "trino", "DML", "UNLOAD"),
  rule(/^DELETE\b/, "trino", "DML", "DELETE"),
  rule(/^UPDATE\b/, "trino", "DML", "UPDATE"),
  rule(/^MERGE\b/, "trino", "DML", "MERGE"),
  rule(/^OPTIMIZE\b/, "trino", "DML", "OPTIMIZE"),
  rule(/^VACUUM\b/, "trino", "DML", "VACUUM"),
];

/** Known by name, so that it is refused as Athena refuses it. */
const refused = new Set(["ALTER_TABLE"]);

/** What the embedded Athena runs, as `GetQueryExecution` names it. */
export const substatements: readonly string[] = [...new Set(rules.map(({ kind }) => kind.substatement))].filter(
  (substatement) => !refused.has(substatement),
);

function rule(words: RegExp, runBy: StatementKind["runBy"], type: StatementType, substatement: string): Rule {
  return { words, kind: { runBy, type, substatement } };
}

function alter(action: string, substatement: string): Rule {
  return rule(new RegExp(`^ALTER TABLE ${name} ${action}\\b`), "ddl", "DDL", `ALTER_TABLE_${substatement}`);
}

/** Statements whose kind shows in their first words; the others are told apart by what may come late. */
const showsLate = /^(CREATE|ALTER) TABLE\b/;

const firstWords = 100;

/**
 * Tells what kind of statement a query is.
 *
 * @returns `undefined` where the embedded Athena does not run such statements.
 */
export function classify(text: QueryText): Statement | undefined {
  const kind = kindOf(text.tokens);
  return kind && { ...kind, text };
}

/** The kind of a statement of these tokens; `undefined` where it is none that the embedded Athena runs. */
export function kindOf(tokens: readonly Token[]): StatementKind | undefined {
  const first = wordsOf(tokens.slice(0, firstWords));
  const text = showsLate.test(first) && tokens.length > firstWords ? wordsOf(tokens) : first;
  return rules.find(({ words }) => words.test(text))?.kind;
}

function wordsOf(tokens: readonly Token[]): string {
  const words = tokens.map(({ kind, text }) => (kind === "word" || kind === "symbol" ? text : "?"));
  return words.join(" ").toUpperCase();
}
