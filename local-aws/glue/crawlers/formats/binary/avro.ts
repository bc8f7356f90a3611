import { type DataType, type Field, mergeTypes, scalar, text, unknown } from "../data-type";
import { unlessBroken } from "./read-at";

const magic = Buffer.from("Obj\u0001", "latin1");

export interface AvroSchema {
  readonly columns: readonly Field[];
  /** Records in the whole blocks that were given. */
  readonly records: number;
  /** Where those blocks end. */
  readonly bytes: number;
  /** The schema as JSON, as the file has it. */
  readonly schema: string;
}

/**
 * Reads the schema in an Avro file's header; no record is decoded.
 *
 * @param head The file or its beginning.
 * @returns Undefined where it is not an Avro file of records.
 * @see https://avro.apache.org/docs/1.12.0/specification/#object-container-files
 */
export function readAvro(head: Buffer): AvroSchema | undefined {
  if (!head.subarray(0, magic.length).equals(magic)) {
    return undefined;
  }
  return unlessBroken(() => {
    const reader = new AvroReader(head, magic.length);
    const schema = reader.metadata().get("avro.schema")?.toString("utf8") ?? "";
    reader.skip(16);
    const root = typeOf(JSON.parse(schema) as Declared, new Map());
    return root.kind === "struct" ? { columns: inLowerCase(root.fields), ...countRecords(reader), schema } : undefined;
  });
}

function countRecords(reader: AvroReader): { records: number; bytes: number } {
  let records = 0;
  let bytes = reader.position;
  while (!reader.isAtEnd) {
    try {
      const count = reader.long();
      reader.skip(reader.long() + 16);
      records += count;
      bytes = reader.position;
    } catch (error) {
      if (error instanceof RangeError) {
        break;
      }
      throw error;
    }
  }
  return { records, bytes };
}

class AvroReader {
  constructor(
    private readonly bytes: Buffer,
    public position: number,
  ) {}

  get isAtEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  /** A zigzag number; exact up to 2^53. */
  long(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const part = this.bytes.readUInt8(this.position++);
      value += (part & 0x7f) * factor;
      if (part < 0x80) {
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      }
    }
  }

  skip(count: number): void {
    this.position += count;
    if (count < 0 || this.position > this.bytes.length) {
      throw new RangeError("The bytes end early.");
    }
  }

  metadata(): Map<string, Buffer> {
    const entries = new Map<string, Buffer>();
    for (let count = this.long(); count !== 0; count = this.long()) {
      if (count < 0) {
        this.long();
      }
      for (let left = Math.abs(count); left > 0; left -= 1) {
        entries.set(this.block().toString("utf8"), this.block());
      }
    }
    return entries;
  }

  private block(): Buffer {
    const length = this.long();
    const start = this.position;
    this.skip(length);
    return this.bytes.subarray(start, start + length);
  }
}

/** A schema as it stands in JSON: a name, a union or a definition. */
type Declared = string | readonly Declared[] | Definition;
interface Definition {
  readonly type: Declared;
  readonly logicalType?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly fields?: readonly { readonly name: string; readonly type: Declared }[];
  readonly items?: Declared;
  readonly values?: Declared;
  readonly precision?: number;
  readonly scale?: number;
}

const primitives: Readonly<Record<string, DataType>> = {
  null: unknown,
  boolean: scalar("boolean"),
  int: scalar("int"),
  long: scalar("bigint"),
  float: scalar("float"),
  double: scalar("double"),
  bytes: scalar("binary"),
  string: text,
};

/** @param named The types that were defined before, by their name. */
function typeOf(declared: Declared, named: Map<string, DataType>): DataType {
  if (typeof declared === "string") {
    const type = primitives[declared] ?? named.get(declared.slice(declared.lastIndexOf(".") + 1));
    if (type === undefined) {
      throw new RangeError(`There is no Avro type ${declared}.`);
    }
    return type;
  }
  if (isUnion(declared)) {
    return declared.map((one) => typeOf(one, named)).reduce(mergeTypes, unknown);
  }
  const type = definedType(declared, named);
  if (declared.name !== undefined) {
    named.set(declared.name, type);
  }
  return type;
}

const isUnion = (declared: Declared): declared is readonly Declared[] => Array.isArray(declared);

function definedType(declared: Definition, named: Map<string, DataType>): DataType {
  switch (declared.logicalType) {
    case "date":
      return scalar("date");
    case "timestamp-millis":
    case "timestamp-micros":
      return scalar("timestamp");
    case "decimal":
      return scalar(`decimal(${declared.precision ?? 10},${declared.scale ?? 0})`);
  }
  switch (declared.type) {
    case "record":
      return {
        kind: "struct",
        fields: (declared.fields ?? []).map(({ name, type }) => ({ name, type: typeOf(type, named) })),
      };
    case "array":
      return { kind: "array", element: typeOf(declared.items ?? "null", named) };
    case "map":
      return { kind: "map", key: text, value: typeOf(declared.values ?? "null", named) };
    case "enum":
      return text;
    case "fixed":
      return scalar("binary");
    default:
      return typeOf(declared.type, named);
  }
}

function inLowerCase(fields: readonly Field[]): readonly Field[] {
  return fields.map(({ name, type }) => ({ name: name.toLowerCase(), type }));
}
