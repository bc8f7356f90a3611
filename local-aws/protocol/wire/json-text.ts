/** An output as JSON: dates are seconds since 1970, bytes are base64, as the protocols ask. */
export function toJson(output: unknown): string {
  return JSON.stringify(withJsonValues(output));
}

/** Copies only what has a date or bytes in it: a page of results has none, and a hundred thousand values. */
function withJsonValues(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (value instanceof Date) {
    return value.getTime() / 1000;
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString("base64");
  }
  const own = value as Record<string, unknown>;
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(own)) {
    const changed = withJsonValues(own[key]);
    if (changed !== own[key]) {
      copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
      copy[key] = changed;
    }
  }
  return copy ?? value;
}
