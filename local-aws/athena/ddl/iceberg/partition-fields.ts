import { type NewPartitionField, partitionName } from "../../../glue/catalog/iceberg/new-table";
import type { Field } from "../../../glue/catalog/iceberg/types";
import { semanticError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";

/** A part of PARTITIONED BY: a column, or a transform of one. */
export interface PartitionTerm {
  readonly column: string;
  /** As Iceberg writes it: `identity`, `bucket[16]`. */
  readonly transform: string;
}

const dates = ["date", "timestamp"];
const numbersAndTexts = ["int", "long", "string", "binary", "decimal"];

/** Transforms, and the types of columns that Athena's guide gives each. */
const transforms: Readonly<Record<string, readonly string[]>> = {
  year: dates,
  month: dates,
  day: dates,
  hour: ["timestamp"],
  bucket: [...numbersAndTexts, ...dates],
  truncate: numbersAndTexts,
};

/** `(column | year(column) | … | bucket(n, column) | truncate(n, column), …)` */
export function readPartitionTerms(reader: HiveReader): PartitionTerm[] {
  return reader.list(() => readTerm(reader));
}

function readTerm(reader: HiveReader): PartitionTerm {
  const token = reader.peek();
  if (token?.kind !== "word" || reader.peek(1)?.text !== "(") {
    return { column: reader.identifier(), transform: "identity" };
  }
  const name = reader.word() as string;
  if (!(name in transforms)) {
    throw semanticError(`Unsupported partition transform: ${name}`);
  }
  reader.expect("(");
  const width = ["bucket", "truncate"].includes(name) ? `[${reader.number()}]` : "";
  if (width !== "") {
    reader.expect(",");
  }
  const column = reader.identifier();
  reader.expect(")");
  return { column, transform: `${name}${width}` };
}

/** @throws HiveError where a term names no column, or one of another type than its transform takes. */
export function partitionFields(terms: readonly PartitionTerm[], fields: readonly Field[]): NewPartitionField[] {
  return terms.map(({ column, transform }) => {
    const field = fields.find(({ name }) => name === column);
    if (field === undefined) {
      throw semanticError(`Partition column is not among the columns of the table: ${column}`, 1006);
    }
    const type = typeof field.type === "string" ? field.type.replace(/\(.*/, "") : "nested";
    const [name = "", width] = transform.split(/[[\]]/);
    const taken = transforms[name];
    if (type === "nested" || (taken !== undefined && !taken.includes(type)) || width === "0") {
      throw semanticError(`Partition transform ${transform} does not take the column ${column}`, 1006);
    }
    return { name: partitionName(column, transform), transform, sourceId: field.id };
  });
}

/** As Athena's DDL writes it: `bucket(16, id)`. */
export function termText(transform: string, column: string): string {
  if (transform === "identity") {
    return `\`${column}\``;
  }
  const [name = "", width] = transform.split(/[[\]]/);
  return width === undefined ? `${name}(\`${column}\`)` : `${name}(${width}, \`${column}\`)`;
}
