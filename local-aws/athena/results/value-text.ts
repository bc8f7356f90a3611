import type { TypeSignature } from "../../engines/trino/trino-client";
import { mapEntries } from "../../engines/trino/trino-json";
import { inHashOrder } from "./hash-order";

/**
 * A value as Athena writes it into its results: arrays as `[1, 2]`, maps and rows as `{k=1}`, rows without names as
 * `{field0=1}`, strings inside unquoted, doubles as Java prints them. Null at the top is left out by the caller; inside
 * it is `null`.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/rows-and-structs.html
 */
export function valueText(value: unknown, type: TypeSignature): string {
  if (value === null || value === undefined) {
    return "null";
  }
  switch (type.rawType) {
    case "double":
    case "real":
      return typeof value === "number" ? doubleText(value) : String(value);
    case "array":
      return `[${(value as unknown[]).map((item) => valueText(item, typeAt(type, 0))).join(", ")}]`;
    case "map":
      return `{${inHashOrder(mapEntries(value), typeAt(type, 0).rawType)
        .map(([key, item]) => `${key}=${valueText(item, typeAt(type, 1))}`)
        .join(", ")}}`;
    case "row":
      return `{${(value as unknown[]).map((item, index) => field(item, type, index)).join(", ")}}`;
    case "BingTile":
      return `{${Object.entries(value as object)
        .map(([name, item]) => `${name}=${item}`)
        .join(", ")}}`;
    case "varbinary":
      return Buffer.from(String(value), "base64")
        .toString("hex")
        .replace(/..(?!$)/g, "$& ");
    default:
      return String(value);
  }
}

function typeAt(type: TypeSignature, index: number): TypeSignature {
  return type.arguments[index]?.value as TypeSignature;
}

interface NamedType {
  readonly fieldName?: { readonly name: string };
  readonly typeSignature: TypeSignature;
}

function field(value: unknown, type: TypeSignature, index: number): string {
  const named = type.arguments[index]?.value as NamedType;
  const text = valueText(value, named.typeSignature);
  return `${named.fieldName?.name ?? `field${index}`}=${text}`;
}

/**
 * A double as Java's `Double.toString` writes it: `1.0`, `1.0E7`, `1.0E-4`.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/Double.html#toString(double)
 */
export function doubleText(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) {
    return String(value);
  }
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = "", exponent = ""] = value.toExponential().split("e");
    return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
  }
  const text = Object.is(value, -0) ? "-0" : String(value);
  return text.includes(".") ? text : `${text}.0`;
}
