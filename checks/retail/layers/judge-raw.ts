import { type Finding, open, right, wrong } from "../../engine/verdict";
import { keys } from "../layout";

/** The day on which the files were delivered. */
export const deliveryDay = "2017-06-26";

/** The keys below `raw/` that are wanted, with the file that belongs there. */
export function rawKeys(files: ReadonlyMap<string, string>): Map<string, string> {
  const tables = [
    ["product", "product_no_duplicate.csv"],
    ["receipt", "receipt_all_final_no_duplicate.csv"],
    ["balju_refund", "balju_refund_final.csv"],
  ] as const;
  return new Map(
    tables.map(([table, file]) => [`${keys.raw}${table}/dt=${deliveryDay}/${file}`, files.get(file) ?? ""]),
  );
}

/**
 * Judges what lies below `raw/`.
 *
 * @param wanted The text of each key.
 * @param seen The same, as S3 has it.
 */
export function judgeRaw(wanted: ReadonlyMap<string, string>, seen: ReadonlyMap<string, string>): Finding {
  if (seen.size === 0) {
    return open("Nothing lies below raw/ yet.");
  }
  const extra = [...seen.keys()].find((key) => !wanted.has(key));
  const missing = [...wanted.keys()].find((key) => !seen.has(key));
  if (missing !== undefined) {
    return wrong(`A file is not where a day is looked for: ${whyMissing(extra)}`, {
      expected: missing,
      seen: extra ?? "nothing",
    });
  }
  for (const [key, text] of wanted) {
    const found = seen.get(key) ?? "";
    if (found !== text) {
      return wrong(`A file was changed on its way: ${whyChanged(text, found)} Raw keeps what came.`, {
        praise: "The three files are in their places.",
        expected: `${key}: ${Buffer.byteLength(text)} bytes, as in data/`,
        seen: `${Buffer.byteLength(found)} bytes`,
      });
    }
  }
  if (extra !== undefined) {
    return wrong("Something else lies below raw/: a crawler and every query would read it, too.", {
      praise: "The three files are in their places, as they came.",
      expected: "three objects",
      seen: extra,
    });
  }
  return right("Three files, as they came, each in its table's prefix and its day's.");
}

function whyMissing(extra: string | undefined): string {
  if (extra === undefined) {
    return "it is missing.";
  }
  if (/^raw\/dt=/.test(extra)) {
    return "the day stands before the table, so that no prefix holds one table.";
  }
  if (!extra.includes("dt=")) {
    return "its key names no day as dt=….";
  }
  return "its key is another one.";
}

function whyChanged(wanted: string, seen: string): string {
  if (seen.replaceAll("\r\n", "\n") === wanted) {
    return "its lines end otherwise.";
  }
  if (`${seen}\n` === wanted || seen.trim() === wanted.trim()) {
    return "its last line has lost its end.";
  }
  return seen.length < wanted.length ? "something is missing." : "it is another text.";
}
