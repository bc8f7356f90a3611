import type { SqlReader } from "../text/sql-reader";

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
}

const formats = ["ORC", "PARQUET", "AVRO", "JSON", "TEXTFILE"];
const sameInTrino = ["external_location", "partitioned_by", "bucketed_by", "bucket_count"];

/** Athena's names of codecs, by what Trino calls what it writes with. */
const codecs: Readonly<Record<string, string>> = {
  NONE: "NONE",
  SNAPPY: "SNAPPY",
  GZIP: "GZIP",
  LZ4: "LZ4",
  ZSTD: "ZSTD",
  // the same bytes inside ORC and Avro files
  ZLIB: "GZIP",
  DEFLATE: "GZIP",
};

/** One writer: Athena's limit of 100 open partitions is then the same on every machine. */
export const oneWriter: Readonly<Record<string, string>> = { task_min_writer_count: "1", task_max_writer_count: "1" };

/**
 * Reads `( name = expression, … )` of a CREATE TABLE AS or an UNLOAD.
 *
 * @param format The one that holds where none is said.
 * @throws TrinoError for a property that Athena does not know, or a value that it does not take.
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html
 */
export function readWrite(reader: SqlReader, sql: string, format?: string): TrinoWrite {
  return hiveWrite(reader, readGiven(reader, sql), format);
}

/** The properties of `WITH ( name = expression, … )`, where it is there. @throws TrinoError */
export function readGiven(reader: SqlReader, sql: string): Property[] {
  return reader.accept("WITH") ? readProperties(reader, sql) : [];
}

/** {@link readWrite}, behind what is read. */
export function hiveWrite(reader: SqlReader, given: readonly Property[], format?: string): TrinoWrite {
  const properties = new Map<string, string>(format === undefined ? [] : [["format", `'${format}'`]]);
  let codec = "GZIP";
  for (const property of given) {
    const { name, text } = property;
    if (name === "format") {
      properties.set("format", `'${oneOf(reader, property, formats)}'`);
    } else if (name === "field_delimiter") {
      properties.set("textfile_field_separator", text);
    } else if (sameInTrino.includes(name)) {
      properties.set(name, text);
    } else if (["compression", "write_compression", "parquet_compression", "orc_compression"].includes(name)) {
      codec = codecs[oneOf(reader, property, Object.keys(codecs))] as string;
    } else if (name === "compression_level") {
      checkLevel(reader, property);
    } else if (name === "table_type" || name === "is_external") {
      checkHive(reader, property);
    } else {
      throw refusedProperty(reader, property, `Catalog 'awsdatacatalog' table property '${name}' does not exist`);
    }
  }
  const partitioned = properties.has("partitioned_by") || properties.has("bucketed_by");
  return {
    properties,
    session: { "awsdatacatalog.compression_codec": codec, ...(partitioned && oneWriter) },
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
function oneOf(reader: SqlReader, property: Property, values: readonly string[]): string {
  const value = property.text.replace(/^'(.*)'$/s, "$1").toUpperCase();
  if (!values.includes(value)) {
    const valid = values.join(", ");
    throw refusedProperty(
      reader,
      property,
      `Unable to set catalog 'awsdatacatalog' table property '${property.name}' to [${property.text}]: Invalid value [${value}]. Valid values: ${valid}`,
    );
  }
  return value;
}

/** Trino writes ZSTD at a level of its own; Athena's must be one that Athena takes. */
function checkLevel(reader: SqlReader, property: Property): void {
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
