import type { Field } from "./types";

/**
 * What a metadata file of an Iceberg table says, as far as it is read here; the rest is kept as it is. Ids of snapshots are
 * as `long-json.ts` has them.
 *
 * @see https://iceberg.apache.org/spec/#table-metadata-and-snapshots
 */
export interface IcebergMetadata {
  readonly "format-version": number;
  readonly "table-uuid": string;
  readonly location: string;
  readonly "last-sequence-number"?: number;
  readonly "last-updated-ms": number;
  readonly "last-column-id": number;
  readonly schemas: readonly Schema[];
  readonly "current-schema-id": number;
  readonly "partition-specs": readonly PartitionSpec[];
  readonly "default-spec-id": number;
  readonly "last-partition-id": number;
  readonly "sort-orders": readonly unknown[];
  readonly "default-sort-order-id": number;
  readonly properties?: Readonly<Record<string, string>>;
  readonly "current-snapshot-id"?: number | string | null;
  readonly snapshots?: readonly Snapshot[];
  readonly "metadata-log"?: readonly MetadataLogEntry[];
}

export interface Schema {
  readonly type: "struct";
  readonly "schema-id": number;
  readonly "identifier-field-ids"?: readonly number[];
  readonly fields: readonly Field[];
}

export interface PartitionSpec {
  readonly "spec-id": number;
  readonly fields: readonly PartitionField[];
}

export interface PartitionField {
  readonly name: string;
  /** `identity`, `bucket[16]`, `truncate[4]`, `year`, `month`, `day`, `hour`. */
  readonly transform: string;
  readonly "source-id": number;
  readonly "field-id": number;
}

interface Snapshot {
  readonly "snapshot-id": number | string;
  readonly "parent-snapshot-id"?: number | string;
  readonly "timestamp-ms": number;
}

interface MetadataLogEntry {
  readonly "metadata-file": string;
  readonly "timestamp-ms": number;
}

/** What every table of the catalog's that is an Iceberg table says of itself. */
export const isIceberg = ({ Parameters }: { readonly Parameters?: Readonly<Record<string, string>> | undefined }) =>
  Parameters?.table_type?.toLowerCase() === "iceberg";

export function currentSchema(metadata: IcebergMetadata): Schema {
  const current = metadata.schemas.find((schema) => schema["schema-id"] === metadata["current-schema-id"]);
  if (current === undefined) {
    throw new Error(`The metadata of ${metadata.location} lack their current schema.`);
  }
  return current;
}

export function currentSpec(metadata: IcebergMetadata): readonly PartitionField[] {
  const id = metadata["default-spec-id"];
  return metadata["partition-specs"].find((spec) => spec["spec-id"] === id)?.fields ?? [];
}

/** The times of the snapshots on the way to the current one, in milliseconds since 1970, the newest first. */
export function snapshotTimes({ snapshots = [], ...metadata }: IcebergMetadata): number[] {
  const byId = new Map(snapshots.map((snapshot) => [snapshot["snapshot-id"], snapshot]));
  const times: number[] = [];
  let id = metadata["current-snapshot-id"] ?? undefined;
  for (let at = id && byId.get(id); at !== undefined && at !== "" && at !== 0; at = id && byId.get(id)) {
    times.push(at["timestamp-ms"]);
    id = at["parent-snapshot-id"];
  }
  return times;
}
