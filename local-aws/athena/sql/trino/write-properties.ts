import type { SqlReader } from "../text/sql-reader";
import { codecNames, codecSession, defaultCodec, type WrittenFormat, writtenFormats } from "./codecs";

/** One `name = expression` of a WITH clause; the expression is its text. */
export interface Property {
  readonly name: string;
  readonly text: string;
  readonly offset: number;
}

/** Trino's WITH clause and session for what Athena writes into a table or a folder. */
export interface TrinoWrite {
  /** `format = '…', …` */
  readonly properties: ReadonlyMap<string, string>;
  readonly session: Readonly<Record<string, string>>;
  /** The format and Athena's name of its codec; undefined where no format is said. */
  readonly written: { readonly format: WrittenFormat; readonly codec: string } | undefined;
}

const sameInTrino = ["external_location", "partitioned_by", "bucketed_by", "bucket_count"];

/** One writer: Athena's limit of 100 open partitions is then the same on every machine. */
export const oneWriter: Readonly<Record<string, string>> = { task_min_writer_count: "1", task_max_writer_count: "1" };

/**
 * Reads `( name = expression, … )` of a CREATE TABLE AS or an UNLOAD.
 *
 * @param format The one that holds where none is said.
 * @throws TrinoError for a property that Athena does not know, or a value that it does not take.
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html
 */
export function readWrite(reader: SqlReader, sql: string, format?: WrittenFormat): TrinoWrite {
  return hiveWrite(reader, readGiven(reader, sql), format);
}

/** The properties of `WITH ( name = expression, … )`, where it is there. @throws TrinoError */
export function readGiven(reader: SqlReader, sql: string): Property[] {
  return reader.accept("WITH") ? readProperties(reader, sql) : [];
}

/** {@link readWrite}, behind what is read. */
export function hiveWrite(reader: SqlReader, given: readonly Property[], defaultFormat?: WrittenFormat): TrinoWrite {
  const properties = new Map<string, string>();
  let format = defaultFormat;
  let asked: { readonly property: Property; readonly codec: string } | undefined;
  let level: Property | undefined;
  for (const property of given) {
    const { name, text } = property;
    if (name === "format") {
      format = oneOf(reader, property, writtenFormats);
    } else if (name === "field_delimiter") {
      properties.set("textfile_field_separator", text);
    } else if (sameInTrino.includes(name)) {
      properties.set(name, text);
    } else if (["compression", "write_compression", "parquet_compression", "orc_compression"].includes(name)) {
      asked = { property, codec: oneOf(reader, property, codecNames) };
    } else if (name === "compression_level") {
      level = property;
    } else if (name === "table_type" || name === "is_external") {
      checkHive(reader, property);
    } else {
      throw refusedProperty(reader, property, `Catalog 'awsdatacatalog' table property '${name}' does not exist`);
    }
  }
  if (level !== undefined) {
    checkLevel(reader, level, asked?.codec);
  }
  const partitioned = properties.has("partitioned_by") || properties.has("bucketed_by");
  const one = partitioned ? oneWriter : {};
  if (format === undefined) {
    return { properties, session: one, written: undefined };
  }
  const codec = asked?.codec ?? defaultCodec(format);
  return {
    properties: new Map([["format", `'${format}'`], ...properties]),
    session: { ...codecSession(format, codec), ...one },
    written: { format, codec },
  };
}

export const propertyList = (properties: ReadonlyMap<string, string>): string =>
  [...properties].map(([name, text]) => `${name} = ${text}`).join(", ");

function readProperties(reader: SqlReader, sql: string): Property[] {
  const properties: Property[] = [];
  reader.expect("(");
  do {
    const offset = reader.offset;
    const name = reader.name();
    reader.expect("=");
    const start = reader.offset;
    for (let depth = 0; depth > 0 || !(reader.sees(",") || reader.sees(")")); ) {
      const { text } = reader.next();
      depth += "([".includes(text) ? 1 : ")]".includes(text) ? -1 : 0;
    }
    properties.push({ name, text: sql.slice(start, reader.lastEnd), offset });
  } while (reader.accept(","));
  reader.expect(")");
  return properties;
}

/** The string that a property is set to, in capitals. */
function oneOf<Value extends string>(reader: SqlReader, property: Property, values: readonly Value[]): Value {
  const value = property.text.replace(/^'(.*)'$/s, "$1").toUpperCase();
  const found = values.find((one) => one === value);
  if (found === undefined) {
    const valid = values.join(", ");
    throw refusedProperty(
      reader,
      property,
      `Unable to set catalog 'awsdatacatalog' table property '${property.name}' to [${property.text}]: Invalid value [${value}]. Valid values: ${valid}`,
    );
  }
  return found;
}

/**
 * Trino writes ZSTD at a level of its own; Athena's must be one that Athena takes.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/compression-support-zstd-levels.html
 */
function checkLevel(reader: SqlReader, property: Property, codec: string | undefined): void {
  if (codec !== "ZSTD") {
    throw refusedProperty(reader, property, "compression_level is supported for ZSTD compression only");
  }
  const level = Number(property.text);
  if (!Number.isInteger(level) || level < 1 || level > 22) {
    throw refusedProperty(reader, property, `compression_level must be between 1 and 22: ${property.text}`);
  }
}

function checkHive(reader: SqlReader, property: Property): void {
  const { name, text } = property;
  const value = text.replaceAll("'", "").toLowerCase();
  if (value !== (name === "table_type" ? "hive" : "true")) {
    throw refusedProperty(reader, property, `Unsupported value of the table property ${name}: ${text}`);
  }
}

export const refusedProperty = (reader: SqlReader, { offset }: Property, message: string) =>
  reader.refusal("INVALID_TABLE_PROPERTY", message, offset);
