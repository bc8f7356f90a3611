import type { Column } from "@aws-sdk/client-glue";
import { typeParts } from "../type-parts";

/** A type as Iceberg's metadata have it. @see https://iceberg.apache.org/spec/#appendix-c-json-serialization */
export type IcebergType = string | StructType | ListType | MapType;

export interface Field {
  readonly id: number;
  readonly name: string;
  readonly required: boolean;
  readonly type: IcebergType;
  readonly doc?: string;
}

interface StructType {
  readonly type: "struct";
  readonly fields: readonly Field[];
}

interface ListType {
  readonly type: "list";
  readonly "element-id": number;
  readonly element: IcebergType;
  readonly "element-required": boolean;
}

interface MapType {
  readonly type: "map";
  readonly "key-id": number;
  readonly key: IcebergType;
  readonly "value-id": number;
  readonly value: IcebergType;
  readonly "value-required": boolean;
}

/** Gives out the ids of fields, after those that a table has had. */
export class FieldIds {
  /** @param last The highest id so far. */
  constructor(public last = 0) {}

  next(): number {
    this.last += 1;
    return this.last;
  }
}

const fromHive: Readonly<Record<string, string>> = {
  ...{ boolean: "boolean", int: "int", bigint: "long", float: "float", double: "double" },
  ...{ date: "date", timestamp: "timestamp", string: "string", binary: "binary" },
};

const toHive: Readonly<Record<string, string>> = {
  ...{ boolean: "boolean", int: "int", long: "bigint", float: "float", double: "double", date: "date" },
  ...{ timestamp: "timestamp", timestamptz: "timestamp", timestamp_ns: "timestamp", timestamptz_ns: "timestamp" },
  ...{ time: "string", string: "string", uuid: "string", binary: "binary" },
};

/** A column's type is none of Iceberg's. */
export class NoIcebergType extends Error {}

/**
 * Columns of the catalog's as fields: the columns get their ids first, then what is inside them.
 *
 * @param columns Their types as {@link icebergType} takes them.
 * @throws NoIcebergType
 */
export function icebergFields(columns: readonly Column[], ids: FieldIds): Field[] {
  const named = columns.map((column) => ({ ...column, id: ids.next() }));
  return named.map(({ id, Name = "", Type = "", Comment }) => {
    try {
      const type = icebergType(Type, ids);
      return { id, name: Name, required: false, type, ...(Comment !== undefined && { doc: Comment }) };
    } catch (error) {
      throw error instanceof NoIcebergType ? new NoIcebergType(`${error.message} (column ${Name})`) : error;
    }
  });
}

/**
 * A type of the catalog's in Iceberg's words; fields of a struct get their ids before those inside them.
 *
 * @param text Well formed, in lower case, without blanks, as Athena's DDL makes it.
 * @throws NoIcebergType
 */
function icebergType(text: string, ids: FieldIds): IcebergType {
  const [, outer = "", inner = ""] = /^(array|map|struct)<(.+)>$/s.exec(text) ?? [];
  switch (outer) {
    case "array": {
      const id = ids.next();
      return { type: "list", "element-id": id, element: icebergType(inner, ids), "element-required": false };
    }
    case "map": {
      const [key = "", value = ""] = typeParts(inner);
      const [keyId, valueId] = [ids.next(), ids.next()];
      return {
        type: "map",
        "key-id": keyId,
        key: icebergType(key, ids),
        "value-id": valueId,
        value: icebergType(value, ids),
        "value-required": false,
      };
    }
    case "struct": {
      const members = typeParts(inner).map((member) => {
        const colon = member.indexOf(":");
        return { id: ids.next(), name: member.slice(0, colon), text: member.slice(colon + 1) };
      });
      const fields = members.map(({ id, name, text }) => ({
        ...{ id, name, required: false, type: icebergType(text, ids) },
      }));
      return { type: "struct", fields };
    }
  }
  const decimal = /^decimal\((\d+),(\d+)\)$/.exec(text);
  const known = decimal === null ? fromHive[text] : `decimal(${decimal[1]}, ${decimal[2]})`;
  if (known === undefined) {
    throw new NoIcebergType(`Unsupported type for Iceberg: ${text}`);
  }
  return known;
}

/** As Iceberg's own Glue catalog writes a type. */
export function hiveType(type: IcebergType): string {
  if (typeof type === "string") {
    return toHive[type] ?? (type.startsWith("fixed[") ? "binary" : type.replace(", ", ","));
  }
  switch (type.type) {
    case "list":
      return `array<${hiveType(type.element)}>`;
    case "map":
      return `map<${hiveType(type.key)},${hiveType(type.value)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}:${hiveType(field.type)}`).join(",")}>`;
  }
}

/** Whether a column of the first type may become one of the second. @see https://iceberg.apache.org/spec/#schema-evolution */
export function isWider(old: IcebergType, wanted: IcebergType): boolean {
  if (typeof old !== "string" || typeof wanted !== "string") {
    return false;
  }
  const [, precision = 0, scale] = /^decimal\((\d+), (\d+)\)$/.exec(old) ?? [];
  const [, more = 0, same] = /^decimal\((\d+), (\d+)\)$/.exec(wanted) ?? [];
  return (
    (old === "int" && wanted === "long") ||
    (old === "float" && wanted === "double") ||
    (scale !== undefined && scale === same && Number(more) > Number(precision))
  );
}
