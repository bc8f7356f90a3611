import type { Statement } from "./statement";
import { TokenReader } from "./token-reader";

export interface TrinoSql {
  readonly sql: string;
  /** Session properties of Trino that stand for table properties of Athena. */
  readonly session: Readonly<Record<string, string>>;
}

/** Table properties of Athena that Trino knows by the same name. */
const sameInTrino = new Set(["format", "external_location", "partitioned_by", "bucketed_by", "bucket_count"]);
const compression = new Set(["write_compression", "parquet_compression", "orc_compression"]);

/**
 * Turns Athena's CREATE TABLE AS into Trino's: Parquet in the query's own folder where nothing else is said.
 *
 * @param folder Where the table's files go without `external_location`; `s3://…/`.
 * @throws ParseError for a table property that is not supported.
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html
 */
export function toTrinoCreateTableAs(sql: string, statement: Statement, folder: string): TrinoSql {
  const reader = new TokenReader(sql, statement.tokens);
  while (!reader.atEnd && !reader.sees("WITH") && !reader.sees("AS")) {
    reader.next();
  }
  const start = reader.peek()?.start ?? sql.length;
  const properties = reader.accept("WITH", "(") ? readProperties(reader, sql) : new Map<string, string>();
  const end = reader.peek()?.start ?? sql.length;
  const session: Record<string, string> = {};
  for (const [name, text] of [...properties]) {
    if (compression.has(name)) {
      session["awsdatacatalog.compression_codec"] = text.slice(1, -1).toUpperCase();
      properties.delete(name);
    } else if (!sameInTrino.has(name)) {
      throw reader.error(`the embedded Athena does not support the table property '${name}'`);
    }
  }
  if (!properties.has("external_location")) {
    properties.set("external_location", `'${folder.replaceAll("'", "''")}'`);
  }
  const list = [...properties].map(([name, text]) => `${name} = ${text}`).join(", ");
  return { sql: `${sql.slice(0, start)}WITH (${list}) ${sql.slice(end)}`, session };
}

/** Reads `name = expression, … )`; the expressions stay text. */
function readProperties(reader: TokenReader, sql: string): Map<string, string> {
  const properties = new Map<string, string>();
  do {
    const name = reader.name();
    reader.expect("=");
    const start = reader.peek()?.start ?? 0;
    let end = start;
    for (let depth = 0; depth > 0 || !(reader.sees(",") || reader.sees(")")); ) {
      const token = reader.next();
      depth += "([".includes(token.text) ? 1 : ")]".includes(token.text) ? -1 : 0;
      end = token.end;
    }
    properties.set(name, sql.slice(start, end));
  } while (reader.accept(","));
  reader.expect(")");
  return properties;
}
