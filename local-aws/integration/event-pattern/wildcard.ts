import { PatternError } from "./pattern-error";

/**
 * A text in which `*` stands for any characters, also none; a backslash makes the `*` or backslash after it an ordinary
 * character. It takes time in proportion to the text that it is matched with.
 *
 * @throws PatternError
 */
export function wildcard(source: string): (text: string) => boolean {
  const parts = readParts(source);
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) {
    return (text) => text === first;
  }
  const searches = rest.map(searchFor);
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    let place = first.length;
    for (const search of searches) {
      place = search(text, place);
      if (place < 0 || place > end) {
        return false;
      }
    }
    return true;
  };
}

/** What stands between the stars. */
function readParts(source: string): string[] {
  const parts = [""];
  const place = (index: number): number => Buffer.byteLength(source.slice(0, index)) + 1;
  for (let index = 0; index < source.length; index++) {
    const character = source.charAt(index);
    const next = source.charAt(index + 1);
    if (character === "*") {
      if (next === "*") {
        throw new PatternError(`Consecutive wildcard characters at pos ${place(index)}`);
      }
      parts.push("");
      continue;
    }
    if (character === "\\") {
      if (next !== "*" && next !== "\\") {
        throw new PatternError(`Invalid escape character at pos ${place(index)}`);
      }
      index++;
    }
    parts[parts.length - 1] += character === "\\" ? next : character;
  }
  return parts;
}

/**
 * A search that never goes back in the text (Knuth, Morris and Pratt).
 *
 * @returns Where the text goes on after the first place at or after a given one; -1 where there is none.
 */
function searchFor(part: string): (text: string, from: number) => number {
  const borders = [0];
  for (let index = 1, length = 0; index < part.length; index++) {
    while (length > 0 && part[index] !== part[length]) {
      length = borders[length - 1] ?? 0;
    }
    length += part[index] === part[length] ? 1 : 0;
    borders.push(length);
  }
  return (text, from) => {
    let length = 0;
    for (let index = from; index < text.length; index++) {
      while (length > 0 && text[index] !== part[length]) {
        length = borders[length - 1] ?? 0;
      }
      length += text[index] === part[length] ? 1 : 0;
      if (length === part.length) {
        return index + 1;
      }
    }
    return part.length === 0 ? from : -1;
  };
}
