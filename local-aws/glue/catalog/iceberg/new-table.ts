import { randomUUID } from "node:crypto";
import type { IcebergMetadata, PartitionField } from "./metadata";
import type { Field } from "./types";

/** A field of a partition spec before it has its ids. */
export interface NewPartitionField {
  readonly name: string;
  /** As Iceberg writes it: `bucket[16]`. */
  readonly transform: string;
  /** Of the column. */
  readonly sourceId: number;
}

export interface NewTable {
  readonly location: string;
  readonly fields: readonly Field[];
  readonly lastColumnId: number;
  readonly partition: readonly NewPartitionField[];
  readonly properties: Readonly<Record<string, string>>;
  readonly formatVersion?: number;
}

/** Ids of partition fields begin here. */
const firstPartitionId = 1000;

/** The first metadata of a table without data. */
export function newMetadata({ formatVersion = 2, ...table }: NewTable): IcebergMetadata {
  const partition: PartitionField[] = table.partition.map(({ name, transform, sourceId }, index) => ({
    ...{ name, transform, "source-id": sourceId, "field-id": firstPartitionId + index },
  }));
  const schema = { type: "struct" as const, "schema-id": 0, fields: table.fields };
  return {
    "format-version": formatVersion,
    "table-uuid": randomUUID(),
    location: table.location,
    "last-sequence-number": 0,
    "last-updated-ms": Date.now(),
    "last-column-id": table.lastColumnId,
    "current-schema-id": 0,
    schemas: [schema],
    "default-spec-id": 0,
    "partition-specs": [{ "spec-id": 0, fields: partition }],
    "last-partition-id": firstPartitionId - 1 + partition.length,
    "default-sort-order-id": 0,
    "sort-orders": [{ "order-id": 0, fields: [] }],
    properties: table.properties,
    "current-snapshot-id": -1,
    snapshots: [],
    "metadata-log": [],
    ...{ refs: {}, statistics: [], "partition-statistics": [], "snapshot-log": [] },
  };
}

const times = ["year", "month", "day", "hour"];

/** The name that Iceberg gives a partition field: `ts_day`, `id_bucket`, `name_trunc`. */
export function partitionName(column: string, transform: string): string {
  if (transform === "identity") {
    return column;
  }
  return times.includes(transform)
    ? `${column}_${transform}`
    : `${column}_${transform.startsWith("bucket") ? "bucket" : "trunc"}`;
}
