import type { Partition, PartitionInput, Table } from "@aws-sdk/client-glue";
import { semanticError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { ddlTime, keyNames } from "../hive/metastore";
import { partitionPath } from "./partition-path";

/** The values of a partition by key, as a statement has them. */
export type PartitionSpec = ReadonlyMap<string, string>;

/** Reads `PARTITION (key = value, …)`. */
export function readPartition(reader: HiveReader): PartitionSpec {
  reader.expect("PARTITION");
  return new Map(
    reader.list(() => {
      const key = reader.identifier();
      reader.expect("=");
      return [key, readConstant(reader)];
    }),
  );
}

/** A string, a number or a date. */
export function readConstant(reader: HiveReader): string {
  return reader.within("constant", () => {
    reader.accept("DATE");
    const sign = reader.accept("-") ? "-" : "";
    const token = reader.peek();
    if (token?.kind === "string") {
      return reader.string();
    }
    if (token?.kind !== "number") {
      throw reader.noViable();
    }
    return sign + reader.number();
  });
}

/**
 * The values that a statement gives, in the order of the table's keys.
 *
 * @throws HiveError where they are not the table's keys.
 */
export function valuesOf(table: Table, spec: PartitionSpec): string[] {
  checkKeys(table, [...spec.keys()], spec);
  const keys = keyNames(table);
  if (spec.size < keys.length) {
    throw semanticError(`partition spec ${specText(spec)} doesn't contain all (${keys.length}) partition columns`);
  }
  return keys.map((key) => spec.get(key) ?? "");
}

/** @throws HiveError where one of the names is no key of the table. */
export function checkKeys(table: Table, names: readonly string[], spec: PartitionSpec): void {
  const keys = keyNames(table);
  if (keys.length === 0) {
    throw semanticError(`table is not partitioned but partition spec exists: ${specText(spec)}`);
  }
  if (names.some((name) => !keys.includes(name))) {
    throw semanticError(`Partition spec ${specText(spec)} contains non-partition columns`);
  }
}

/** As Java prints a map. */
export function specText(spec: PartitionSpec): string {
  return `{${[...spec].map(([key, value]) => `${key}=${value}`).join(", ")}}`;
}

/** A new partition of a table; in the table's folder where no other is given. */
export function newPartition(table: Table, values: string[], location?: string): PartitionInput {
  return {
    Values: values,
    StorageDescriptor: {
      ...table.StorageDescriptor,
      Location: location ?? `${tableFolder(table)}/${partitionPath(keyNames(table), values)}`,
    },
    Parameters: { transient_lastDdlTime: ddlTime() },
  };
}

/** Where a table's files lie, without a slash at the end. */
export function tableFolder({ StorageDescriptor }: Table): string {
  return (StorageDescriptor?.Location ?? "").replace(/\/*$/, "");
}

/** A partition as the input of its own update. */
export function toPartitionInput({ Values, StorageDescriptor, Parameters, LastAccessTime }: Partition): PartitionInput {
  return { Values, StorageDescriptor, Parameters, LastAccessTime };
}
