import type { Column, SerDeInfo, TableInput } from "@aws-sdk/client-glue";
import { readTableName, type TableName } from "../sql/table-name";
import type { TokenReader } from "../sql/token-reader";
import { readColumns } from "./columns";
import { fileFormats, serdes } from "./formats";
import { readProperties } from "./properties";

export interface CreateTable {
  readonly name: TableName;
  readonly ifNotExists: boolean;
  readonly input: TableInput;
}

/**
 * Reads `CREATE EXTERNAL TABLE …`, as Athena's Hive DDL has it.
 *
 * @throws ParseError
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table.html
 */
export function readCreateTable(reader: TokenReader, database: string): CreateTable {
  reader.expect("CREATE");
  if (!reader.accept("EXTERNAL")) {
    throw reader.error("Only external table creation is supported");
  }
  reader.expect("TABLE");
  const ifNotExists = reader.accept("IF", "NOT", "EXISTS");
  const name = readTableName(reader, database);
  const table: TableParts = { columns: readColumns(reader), partitionKeys: [], parameters: {} };
  while (!reader.atEnd && !reader.sees(";")) {
    readClause(reader, table);
  }
  reader.end();
  return { name, ifNotExists, input: toTableInput(reader, name, table) };
}

interface TableParts {
  columns: Column[];
  partitionKeys: Column[];
  parameters: Record<string, string>;
  comment?: string;
  location?: string;
  rowFormat?: SerDeInfo;
  format?: keyof typeof fileFormats;
  inputFormat?: string;
  outputFormat?: string;
}

function readClause(reader: TokenReader, table: TableParts): void {
  if (reader.accept("COMMENT")) {
    table.comment = reader.string();
  } else if (reader.accept("PARTITIONED", "BY")) {
    table.partitionKeys = readColumns(reader);
  } else if (reader.accept("ROW", "FORMAT", "SERDE")) {
    const serde = reader.string();
    const parameters = reader.accept("WITH", "SERDEPROPERTIES") ? readProperties(reader) : {};
    table.rowFormat = { SerializationLibrary: serde, Parameters: { "serialization.format": "1", ...parameters } };
  } else if (reader.accept("ROW", "FORMAT", "DELIMITED")) {
    table.rowFormat = readDelimited(reader);
  } else if (reader.accept("STORED", "AS", "INPUTFORMAT")) {
    table.inputFormat = reader.string();
    reader.expect("OUTPUTFORMAT");
    table.outputFormat = reader.string();
  } else if (reader.accept("STORED", "AS")) {
    table.format = readFormat(reader);
  } else if (reader.accept("LOCATION")) {
    table.location = reader.string();
  } else if (reader.accept("TBLPROPERTIES")) {
    table.parameters = readProperties(reader);
  } else {
    throw reader.error(`cannot recognize input near '${reader.peek()?.text ?? "<EOF>"}'`);
  }
}

function readFormat(reader: TokenReader): keyof typeof fileFormats {
  const name = reader.name().toUpperCase();
  if (!Object.hasOwn(fileFormats, name)) {
    throw reader.error(`Unrecognized file format in STORED AS clause: '${name}'`);
  }
  return name as keyof typeof fileFormats;
}

const delimiters = [
  { words: ["FIELDS", "TERMINATED", "BY"], parameter: "field.delim" },
  { words: ["ESCAPED", "BY"], parameter: "escape.delim" },
  { words: ["COLLECTION", "ITEMS", "TERMINATED", "BY"], parameter: "collection.delim" },
  { words: ["MAP", "KEYS", "TERMINATED", "BY"], parameter: "mapkey.delim" },
  { words: ["LINES", "TERMINATED", "BY"], parameter: "line.delim" },
  { words: ["NULL", "DEFINED", "AS"], parameter: "serialization.null.format" },
];

function readDelimited(reader: TokenReader): SerDeInfo {
  const parameters: Record<string, string> = {};
  for (;;) {
    const clause = delimiters.find(({ words }) => reader.accept(...words));
    if (clause === undefined) {
      break;
    }
    parameters[clause.parameter] = unescapeDelimiter(reader.string());
  }
  parameters["serialization.format"] = parameters["field.delim"] ?? "1";
  return { SerializationLibrary: serdes.delimited, Parameters: parameters };
}

/** `'\t'` and `'\001'` are written out in Hive. */
function unescapeDelimiter(text: string): string {
  const named: Readonly<Record<string, string>> = { "\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\" };
  const octal = /^\\([0-7]{1,3})$/.exec(text);
  return octal ? String.fromCharCode(Number.parseInt(octal[1] as string, 8)) : (named[text] ?? text);
}

function toTableInput(reader: TokenReader, name: TableName, table: TableParts): TableInput {
  if (table.location === undefined) {
    throw reader.error("no viable alternative at input: an external table needs a LOCATION");
  }
  const format = fileFormats[table.format ?? "TEXTFILE"];
  return {
    Name: name.table,
    ...(table.comment !== undefined && { Description: table.comment }),
    TableType: "EXTERNAL_TABLE",
    Parameters: {
      EXTERNAL: "TRUE",
      transient_lastDdlTime: String(Math.floor(Date.now() / 1000)),
      ...(table.comment !== undefined && { comment: table.comment }),
      ...table.parameters,
    },
    PartitionKeys: table.partitionKeys,
    StorageDescriptor: {
      Columns: table.columns,
      Location: table.location,
      InputFormat: table.inputFormat ?? format.input,
      OutputFormat: table.outputFormat ?? format.output,
      Compressed: false,
      NumberOfBuckets: -1,
      SerdeInfo: table.rowFormat ?? {
        SerializationLibrary: format.serde,
        Parameters: { "serialization.format": "1" },
      },
      BucketColumns: [],
      SortColumns: [],
      Parameters: {},
      SkewedInfo: { SkewedColumnNames: [], SkewedColumnValues: [], SkewedColumnValueLocationMaps: {} },
      StoredAsSubDirectories: false,
    },
  };
}
