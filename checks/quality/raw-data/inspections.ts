import { groups } from "../../engine/groups";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { csvLine } from "../state";
import type { RawRow } from "../truth";
import { assertLayout, dayOf, filesBelow, type RawPlace, textOf } from "./place";

interface Line {
  readonly line: string;
  readonly day: string;
}

/** Task 1.1. */
export async function checkInspections({ lab, truth, days, files }: RawPlace): Promise<Finding> {
  const found = await filesBelow(lab, "raw/inspections/");
  if (found.length === 0) {
    return open("Nothing lies under raw/inspections/ yet: run the cell.");
  }
  const keys = found.map(({ key }) => key);
  assertLayout(keys, days, "inspections");
  const texts = await Promise.all(keys.map(async (key) => ({ key, text: await textOf(lab, key) })));
  const header = files.inspections.split("\n")[0] ?? "";
  const headless = texts.filter(({ text }) => text.split("\n")[0]?.replace(/\r$/, "") !== header);
  if (headless.length > 0) {
    return wrong(
      `${headless.length} of ${texts.length} objects do not begin with the header, such as ${headless[0]?.key}.`,
      { praise: "The keys are right.", expected: header, seen: headless[0]?.text.split("\n")[0] },
    );
  }
  const lines = texts.flatMap(({ key, text }) =>
    text
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => ({ line: line.replace(/\r$/, ""), day: dayOf(key) })),
  );
  return (
    misplaced(truth.rows, lines) ??
    altered(truth.rows, lines) ??
    otherNumber(truth.rows, lines) ??
    right(`${days.length} days, ${lines.length} rows, each under the day of its shift.`)
  );
}

function misplaced(rows: readonly RawRow[], lines: readonly Line[]): Finding | undefined {
  const dayOfLine = new Map(rows.map((row) => [csvLine(row), row]));
  const one = lines.find(({ line, day }) => dayOfLine.has(line) && dayOfLine.get(line)?.day !== day);
  if (one === undefined) {
    return undefined;
  }
  const row = dayOfLine.get(one.line);
  const isNight = row?.seen_at.slice(0, 10) === one.day;
  const why = isNight ? "it was seen in the night, and its shift began the day before" : "it lies under another day";
  return wrong(`Coil ${row?.coil_id} lies under the wrong day: ${why}.`, {
    praise: "The keys are right, and each object has its header.",
    expected: `seen at ${row?.seen_at}: day=${row?.day}`,
    seen: `day=${one.day}`,
  });
}

function altered(rows: readonly RawRow[], lines: readonly Line[]): Finding | undefined {
  const known = new Set(rows.map(csvLine));
  const one = lines.find(({ line }) => !known.has(line));
  if (one === undefined) {
    return undefined;
  }
  const more = { praise: "The keys are right.", seen: one.line };
  const id = one.line.split(",")[0] ?? "";
  if (known.has(one.line.replace(id, id.padStart(5, "0")))) {
    return wrong(
      `Coil ids have lost their leading zeros: ${id} was ${id.padStart(5, "0")}. Raw data stay as they came, text included.`,
      { ...more, expected: "every line unchanged" },
    );
  }
  // the plant's line of that coil, where its id can be found in the line
  const digits = /\d{1,5}/.exec(id)?.[0].padStart(5, "0");
  const original = rows.find((row) => row.coil_id === digits);
  return wrong("A line differs from the one that the plant sent. Raw data stay as they came; cleaning is step 3.", {
    ...more,
    expected: original === undefined ? "every line unchanged" : csvLine(original),
  });
}

function otherNumber(rows: readonly RawRow[], lines: readonly Line[]): Finding | undefined {
  const count = new Map(groups(lines, ({ line }) => line).map(([line, all]) => [line, all.length]));
  const wanted = groups(rows, csvLine);
  const more = { praise: "The keys are right.", expected: `${rows.length} rows`, seen: `${lines.length} rows` };
  const gone = wanted.find(([line]) => !count.has(line))?.[1][0];
  if (gone !== undefined) {
    return wrong(`Rows are missing, such as that of coil ${gone.coil_id}.`, more);
  }
  const fewer = wanted.filter(([line, all]) => (count.get(line) ?? 0) < all.length);
  if (fewer.length > 0) {
    return wrong(
      `Of rows that the plant sent twice, ${fewer.length} are there once. Raw data stay as they came: the job of step 3 rejects them with a reason.`,
      more,
    );
  }
  const often = wanted.find(([line, all]) => (count.get(line) ?? 0) > all.length);
  return often === undefined
    ? undefined
    : wrong(
        `The row of coil ${often[1][0]?.coil_id} is there more often than the plant sent it: does a second object lie in a day's folder?`,
        more,
      );
}
