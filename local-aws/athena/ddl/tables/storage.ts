import type { SerDeInfo, StorageDescriptor } from "@aws-sdk/client-glue";
import { semanticError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { readProperties } from "../hive/properties";
import { fileFormats } from "./formats";

/** How a table's files are read. */
export type Storage = Required<Pick<StorageDescriptor, "InputFormat" | "OutputFormat" | "SerdeInfo">>;

/**
 * Reads `[ROW FORMAT …] [STORED AS …] [WITH SERDEPROPERTIES (…)]`.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table.html
 */
export function readStorage(reader: HiveReader): Storage {
  const row = readRowFormat(reader);
  const file = readFileFormat(reader);
  const more = reader.accept("WITH", "SERDEPROPERTIES") ? readProperties(reader) : {};
  const serde = row.SerializationLibrary ?? file.serde;
  return {
    InputFormat: file.input,
    OutputFormat: file.output,
    SerdeInfo: {
      SerializationLibrary: serde,
      Parameters: { "serialization.format": "1", ...row.Parameters, ...more },
    },
  };
}

function readRowFormat(reader: HiveReader): SerDeInfo {
  if (!reader.sees("ROW")) {
    return {};
  }
  return reader.within("table row format specification", () => {
    if (reader.accept("ROW", "FORMAT", "DELIMITED")) {
      return { Parameters: readDelimiters(reader) };
    }
    if (!reader.accept("ROW", "FORMAT", "SERDE")) {
      throw reader.noViable();
    }
    const SerializationLibrary = reader.string();
    return { SerializationLibrary, Parameters: reader.accept("WITH", "SERDEPROPERTIES") ? readProperties(reader) : {} };
  });
}

/** In Hive's order; each may be left out. */
const delimiters = [
  { words: ["FIELDS", "TERMINATED", "BY"], parameter: "field.delim" },
  { words: ["ESCAPED", "BY"], parameter: "escape.delim" },
  // spelled so in the Hive that Athena grew from
  { words: ["COLLECTION", "ITEMS", "TERMINATED", "BY"], parameter: "colelction.delim" },
  { words: ["MAP", "KEYS", "TERMINATED", "BY"], parameter: "mapkey.delim" },
  { words: ["LINES", "TERMINATED", "BY"], parameter: "line.delim" },
  { words: ["NULL", "DEFINED", "AS"], parameter: "serialization.null.format" },
];

function readDelimiters(reader: HiveReader): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const { words, parameter } of delimiters) {
    if (reader.accept(...words)) {
      parameters[parameter] = reader.string();
    }
  }
  const field = parameters["field.delim"];
  return { ...parameters, ...(field !== undefined && { "serialization.format": field }) };
}

function readFileFormat(reader: HiveReader): { input: string; output: string; serde: string } {
  const text = fileFormats.TEXTFILE as (typeof fileFormats)[string];
  if (!reader.sees("STORED")) {
    return text;
  }
  return reader.within("table file format specification", () => {
    if (reader.accept("STORED", "AS", "INPUTFORMAT")) {
      const input = reader.string();
      reader.expect("OUTPUTFORMAT");
      return { ...text, input, output: reader.string() };
    }
    if (!reader.accept("STORED", "AS")) {
      throw reader.noViable();
    }
    const name = reader.identifier().toUpperCase();
    const format = Object.hasOwn(fileFormats, name) ? fileFormats[name] : undefined;
    if (format === undefined) {
      throw semanticError(`Unrecognized file format in STORED AS clause: '${name}'`);
    }
    return format;
  });
}
