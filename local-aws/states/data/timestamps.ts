const pattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** A time in RFC 3339's form, in milliseconds since 1970; undefined where a text is none. */
export function parseTimestamp(text: string): number | undefined {
  const time = pattern.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
