import type { Shape } from "../model/service-model";

/**
 * A scalar that came as text in a query, a header or a path, as what its type asks for. What is none of that type stays
 * text, so that it is refused with all others that have a wrong type.
 */
export function scalarFromText({ type }: Shape, text: string): unknown {
  switch (type) {
    case "integer":
    case "long":
    case "double":
    case "float":
      return /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : text;
    case "boolean":
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : text;
    case "timestamp":
      return dateFromText(text) ?? text;
    default:
      return text;
  }
}

/** ISO 8601, as HTTP writes dates, or seconds since 1970. */
function dateFromText(text: string): Date | undefined {
  const milliseconds = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds);
}

/** A scalar of an output as text: dates in ISO 8601, bytes in base64. */
export function scalarToText(value: unknown): string {
  if (value instanceof Date) {
    return value.toISOString();
  }
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : String(value);
}
