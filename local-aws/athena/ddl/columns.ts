import type { Column } from "@aws-sdk/client-glue";
import type { TokenReader } from "../sql/token-reader";

/** Reads `(name type [COMMENT '…'], …)`. */
export function readColumns(reader: TokenReader): Column[] {
  const columns: Column[] = [];
  reader.expect("(");
  do {
    const name = reader.name();
    const type = readType(reader);
    const comment = reader.accept("COMMENT") ? reader.string() : undefined;
    columns.push({ Name: name, Type: type, ...(comment !== undefined && { Comment: comment }) });
  } while (reader.accept(","));
  reader.expect(")");
  return columns;
}

const simpleTypes = new Set(
  "boolean tinyint smallint int integer bigint float double string binary date timestamp".split(" "),
);

/** Reads a Hive type and writes it as the catalog keeps it: lower case, no blanks. */
function readType(reader: TokenReader): string {
  const word = reader.name();
  if (word === "array") {
    return `array<${inAngles(reader, () => readType(reader))}>`;
  }
  if (word === "map") {
    const body = () => {
      const key = readType(reader);
      reader.expect(",");
      return `${key},${readType(reader)}`;
    };
    return `map<${inAngles(reader, body)}>`;
  }
  if (word === "struct") {
    return `struct<${inAngles(reader, () => readFields(reader))}>`;
  }
  if (word === "decimal" || word === "char" || word === "varchar") {
    return word + (reader.accept("(") ? readNumbers(reader) : word === "decimal" ? "(10,0)" : "");
  }
  if (!simpleTypes.has(word)) {
    throw reader.error(`cannot recognize input near '${word}' in column type`);
  }
  return word === "integer" ? "int" : word;
}

function inAngles(reader: TokenReader, body: () => string): string {
  reader.expect("<");
  const text = body();
  reader.expect(">");
  return text;
}

function readFields(reader: TokenReader): string {
  const fields: string[] = [];
  do {
    const name = reader.name();
    reader.expect(":");
    fields.push(`${name}:${readType(reader)}`);
  } while (reader.accept(","));
  return fields.join(",");
}

function readNumbers(reader: TokenReader): string {
  const numbers = [reader.next().text];
  while (reader.accept(",")) {
    numbers.push(reader.next().text);
  }
  reader.expect(")");
  return `(${numbers.join(",")})`;
}
