/** What a store of things by name says where it has none of a name. */
export interface NotFound {
  /** AWS's error for it. */
  readonly notFound?: (name: string) => Error;
}

/** @throws Error Where there is no value. */
export function found<Value>(value: Value | undefined, name: string, { notFound }: NotFound): Value {
  if (value === undefined) {
    throw notFound?.(name) ?? new Error(`There is no ${name}.`);
  }
  return value;
}
