const primitive =
  /^(?:boolean|tinyint|smallint|int|bigint|float|double|string|binary|date|timestamp|void)$|^timestamp with local time zone$/;

const sized: readonly [pattern: RegExp, fits: (numbers: readonly number[]) => boolean][] = [
  [/^decimal$|^timestamp(?:\(\d+\))?$/, () => true],
  [/^decimal\((\d+)(?:,(\d+))?\)$/, ([precision = 0, scale = 0]) => between(precision, 1, 38) && scale <= precision],
  [/^varchar\((\d+)\)$/, ([length = 0]) => between(length, 1, 65_535)],
  [/^char\((\d+)\)$/, ([length = 0]) => between(length, 1, 255)],
];

const between = (value: number, least: number, most: number): boolean => value >= least && value <= most;

/** Deeper ones are no types of data. */
const maxDepth = 100;

/**
 * Whether Athena's engine can read the type of a column: Hive's grammar, whatever the case, and no blank in it. Blanks are
 * letters of a struct's names only.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/data-types.html
 */
export function isHiveType(text: string): boolean {
  return typeEnd(text.toLowerCase(), 0, 0) === text.length;
}

/** Where the type that starts at a place ends; -1 where none does. */
function typeEnd(text: string, start: number, depth: number): number {
  const word = /[a-z]+/y;
  word.lastIndex = start;
  const name = word.exec(text)?.[0] ?? "";
  const open = start + name.length;
  if (depth < maxDepth && text[open] === "<") {
    switch (name) {
      case "array":
        return listEnd(text, open, { least: 1, most: 1, named: false }, depth);
      case "map":
        return listEnd(text, open, { least: 2, most: 2, named: false }, depth);
      case "struct":
        return listEnd(text, open, { least: 1, most: Number.POSITIVE_INFINITY, named: true }, depth);
      case "uniontype":
        return listEnd(text, open, { least: 1, most: Number.POSITIVE_INFINITY, named: false }, depth);
    }
  }
  const simple = /[a-z ]+(?:\([\d,]*\))?/y;
  simple.lastIndex = start;
  const found = simple.exec(text)?.[0] ?? "";
  return isSimple(found) ? start + found.length : -1;
}

function isSimple(text: string): boolean {
  return (
    primitive.test(text) ||
    sized.some(([pattern, fits]) => {
      const numbers = pattern
        .exec(text)
        ?.slice(1)
        .map((number) => Number(number ?? 0));
      return numbers !== undefined && fits(numbers);
    })
  );
}

interface Members {
  readonly least: number;
  readonly most: number;
  /** Whether each is `name:type`. */
  readonly named: boolean;
}

function listEnd(text: string, open: number, { least, most, named }: Members, depth: number): number {
  let place = open;
  for (let count = 1; count <= most; count += 1) {
    place += 1;
    if (named) {
      const name = /[\p{L}\p{N}_.$ ]+:/uy;
      name.lastIndex = place;
      place += name.exec(text)?.[0].length ?? Number.NaN;
    }
    place = Number.isNaN(place) ? -1 : typeEnd(text, place, depth + 1);
    const next = place < 0 ? undefined : text[place];
    if (next === ">") {
      return count >= least ? place + 1 : -1;
    }
    if (next !== ",") {
      return -1;
    }
  }
  return -1;
}
