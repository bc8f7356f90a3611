import type { StatementType } from "@aws-sdk/client-athena";
import { type Token, tokenize } from "./tokens";

/** Who runs a statement: our Hive DDL on the catalog, or Trino. */
export interface Statement {
  readonly runBy: "ddl" | "trino";
  readonly type: StatementType;
  /** As Athena reports it: `SELECT`, `CREATE_TABLE`, … */
  readonly substatement: string;
  readonly tokens: readonly Token[];
}

interface Rule {
  readonly words: RegExp;
  readonly runBy: Statement["runBy"];
  readonly type: StatementType;
  readonly substatement: string;
}

const rules: readonly Rule[] = [
  rule(/^CREATE (DATABASE|SCHEMA)\b/, "ddl", "DDL", "CREATE_DATABASE"),
  rule(/^CREATE EXTERNAL TABLE\b/, "ddl", "DDL", "CREATE_TABLE"),
  rule(/^CREATE TABLE\b.* AS\b/, "trino", "DDL", "CREATE_TABLE_AS_SELECT"),
  rule(/^CREATE TABLE\b/, "ddl", "DDL", "CREATE_TABLE"),
  rule(/^CREATE (OR REPLACE )?VIEW\b/, "trino", "DDL", "CREATE_VIEW"),
  rule(/^DROP (DATABASE|SCHEMA)\b/, "ddl", "DDL", "DROP_DATABASE"),
  rule(/^DROP TABLE\b/, "ddl", "DDL", "DROP_TABLE"),
  rule(/^DROP VIEW\b/, "ddl", "DDL", "DROP_VIEW"),
  rule(/^ALTER TABLE\b/, "ddl", "DDL", "ALTER_TABLE"),
  rule(/^MSCK REPAIR TABLE\b/, "ddl", "DDL", "MSCK_REPAIR_TABLE"),
  rule(/^SHOW (DATABASES|SCHEMAS)\b/, "ddl", "UTILITY", "SHOW_DATABASES"),
  rule(/^SHOW TABLES\b/, "ddl", "UTILITY", "SHOW_TABLES"),
  rule(/^SHOW VIEWS\b/, "ddl", "UTILITY", "SHOW_VIEWS"),
  rule(/^SHOW PARTITIONS\b/, "ddl", "UTILITY", "SHOW_PARTITIONS"),
  rule(/^SHOW COLUMNS\b/, "ddl", "UTILITY", "SHOW_COLUMNS"),
  rule(/^(DESCRIBE|DESC)\b/, "ddl", "UTILITY", "DESCRIBE_TABLE"),
  rule(/^EXPLAIN\b/, "trino", "UTILITY", "EXPLAIN"),
  rule(/^(SELECT|WITH|VALUES|TABLE|\()/, "trino", "DML", "SELECT"),
  rule(/^EXECUTE\b/, "trino", "DML", "SELECT"),
  rule(/^PREPARE\b/, "ddl", "DDL", "PREPARE"),
  rule(/^DEALLOCATE PREPARE\b/, "ddl", "DDL", "DEALLOCATE"),
  rule(/^INSERT\b/, "trino", "DML", "INSERT"),
];

/** What the embedded Athena runs, as `GetQueryExecution` names it. */
export const substatements: readonly string[] = [...new Set(rules.map(({ substatement }) => substatement))];

function rule(words: RegExp, runBy: Rule["runBy"], type: StatementType, substatement: string): Rule {
  return { words, runBy, type, substatement };
}

/**
 * Tells what kind of statement a query is.
 *
 * @returns `undefined` where the embedded Athena does not run such statements.
 */
export function classify(sql: string): Statement | undefined {
  const tokens = tokenize(sql);
  const words = tokens.map((token) => (token.kind === "word" || token.kind === "symbol" ? token.text : "?"));
  const text = words.join(" ").toUpperCase();
  const found = rules.find((candidate) => candidate.words.test(text));
  return found && { runBy: found.runBy, type: found.type, substatement: found.substatement, tokens };
}
