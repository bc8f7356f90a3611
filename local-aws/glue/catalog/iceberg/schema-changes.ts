import { currentSchema, type IcebergMetadata, type Schema } from "./metadata";
import type { Field } from "./types";

/**
 * Metadata with other columns. A schema that was there before is the current one again.
 *
 * @param lastColumnId The highest id that the columns have, or had.
 */
export function withFields(
  metadata: IcebergMetadata,
  fields: readonly Field[],
  lastColumnId = metadata["last-column-id"],
): IcebergMetadata {
  const same = metadata.schemas.find((schema) => JSON.stringify(schema.fields) === JSON.stringify(fields));
  const id = same?.["schema-id"] ?? Math.max(...metadata.schemas.map((schema) => schema["schema-id"])) + 1;
  const old = currentSchema(metadata);
  const kept = old["identifier-field-ids"];
  const schema: Schema = {
    ...{ type: "struct", "schema-id": id, fields },
    ...(kept !== undefined && { "identifier-field-ids": kept }),
  };
  return {
    ...metadata,
    "last-column-id": Math.max(lastColumnId, metadata["last-column-id"]),
    "current-schema-id": id,
    schemas: same === undefined ? [...metadata.schemas, schema] : metadata.schemas,
  };
}
