/**
 * What an input holds at a path such as `Targets.S3Targets.Path`: of a list, what each of its items holds there.
 * `*` stands for all that a map holds.
 *
 * @returns Nothing where the path is not there.
 */
export function valuesAt(input: unknown, path: string): unknown[] {
  return path.split(".").reduce(
    (values, member) =>
      values.flat().flatMap((value) => {
        const holder = value as Readonly<Record<string, unknown>>;
        return member === "*" ? Object.values(holder) : holder[member] === undefined ? [] : [holder[member]];
      }),
    [input],
  );
}
