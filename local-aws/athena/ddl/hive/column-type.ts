import type { HiveReader } from "./hive-reader";

/** `integer` is not among them: Athena takes it in queries only. */
const simpleTypes = new Set("boolean tinyint smallint int bigint float double string binary date timestamp".split(" "));

/** Deeper ones are no types of data, and the engine reads no deeper. */
const maxDepth = 100;

/** Reads a Hive type and writes it as the catalog keeps it: lower case, no blanks. */
export function readType(reader: HiveReader, depth = 0): string {
  return reader.within("column type", () => {
    if (depth === maxDepth) {
      throw reader.noViable();
    }
    if (reader.accept("ARRAY")) {
      return `array<${inAngles(reader, "list type", () => readType(reader, depth + 1))}>`;
    }
    if (reader.accept("MAP")) {
      return `map<${inAngles(reader, "map type", () => readEntry(reader, depth + 1))}>`;
    }
    if (reader.accept("STRUCT")) {
      return `struct<${inAngles(reader, "struct type", () => readFields(reader, depth + 1))}>`;
    }
    return readPrimitive(reader);
  });
}

function readPrimitive(reader: HiveReader): string {
  if (reader.accept("DECIMAL")) {
    return `decimal${reader.sees("(") ? readLengths(reader, 2) : "(10,0)"}`;
  }
  for (const word of ["char", "varchar"]) {
    if (reader.accept(word)) {
      return word + readLengths(reader, 1);
    }
  }
  const token = reader.peek();
  if (token?.kind !== "word" || !simpleTypes.has(token.text.toLowerCase())) {
    throw reader.noViable();
  }
  return reader.word() as string;
}

/** `(n)` or `(n, m)`; a decimal's scale is 0 where it is missing. */
function readLengths(reader: HiveReader, most: number): string {
  return reader.within("primitive type specification", () => {
    reader.expect("(");
    const numbers = [reader.number()];
    if (most === 2) {
      numbers.push(reader.accept(",") ? reader.number() : "0");
    }
    reader.expect(")");
    return `(${numbers.join(",")})`;
  });
}

function inAngles(reader: HiveReader, context: string, body: () => string): string {
  return reader.within(context, () => {
    reader.expect("<");
    const text = body();
    reader.expect(">");
    return text;
  });
}

function readEntry(reader: HiveReader, depth: number): string {
  const key = readPrimitive(reader);
  reader.expect(",");
  return `${key},${readType(reader, depth)}`;
}

function readFields(reader: HiveReader, depth: number): string {
  const fields: string[] = [];
  do {
    fields.push(
      reader.within("column specification", () => {
        const name = reader.identifier();
        reader.expect(":");
        const type = readType(reader, depth);
        // the catalog has no place for it
        if (reader.accept("COMMENT")) {
          reader.string();
        }
        return `${name}:${type}`;
      }),
    );
  } while (reader.accept(","));
  return fields.join(",");
}
