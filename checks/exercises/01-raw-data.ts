import { compareKeys, wrongKeys } from "./compare";
import type { Context } from "./context";
import { keys } from "./names";
import { csvLine } from "./state";
import { groups, type Label } from "./truth";
import { Decided, type Finding, open, right, type Step, wrong } from "./verdict";

const folder = /^raw\/(?:inspections|labels)\/day=(\d{4}-\d{2}-\d{2})\/[^/]+$/;

export const rawData: Step<Context> = {
  number: 1,
  name: "01-raw-data",
  tasks: [
    {
      id: "1.1",
      title: "One day's inspections can be read alone: raw/inspections/day=YYYY-MM-DD/",
      hint: "A crawler makes a partition column of a folder that is named name=value. Which day does a night shift belong to?",
      strongerHint:
        "Take six hours off seen_at, the first ten characters are the day. Each day's object begins with the header and has that day's lines, unchanged.",
      check: checkInspections,
    },
    {
      id: "1.2",
      title: "The labels lie as JSON lines: raw/labels/day=YYYY-MM-DD/labels.json",
      hint: "JSON lines: one object a line, no brackets around all, no comma between. The day stands in the key already.",
      strongerHint: "`JSON.stringify({ coil_id, defect })` for each label of the day, joined by a newline.",
      check: checkLabels,
    },
    {
      id: "1.3",
      title: "config/manifest.json says what lies under raw/, and nothing else lies there",
      hint: "List raw/ and count: objects, their bytes together, and the rows of the inspections. Is a header a row?",
      strongerHint:
        '`{ "objects": …, "rows": …, "bytes": … }`: add `size` over `s3.listObjects(bucket, "raw/")`; rows are lines less one header a file.',
      check: checkManifest,
    },
  ],
};

async function checkInspections({ lab, truth, days, files }: Context): Promise<Finding> {
  const found = await lab.objects("raw/inspections/");
  if (found.length === 0) {
    return open("Nothing lies under raw/inspections/ yet: run the cell.");
  }
  layoutOf(
    found.map(({ key }) => key),
    days,
    "inspections",
  );
  const header = files.inspections.split("\n")[0] ?? "";
  const expected = new Map(groups(truth.rows, ({ day }) => day));
  const texts = await Promise.all(found.map(async ({ key }) => ({ key, text: (await lab.text(key)) ?? "" })));
  const headless = texts.filter(({ text }) => text.split("\n")[0]?.trim() !== header);
  if (headless.length > 0) {
    return wrong(
      `${headless.length} of ${texts.length} objects do not begin with the header, such as ${headless[0]?.key}.`,
      {
        praise: "The keys are right.",
        expected: header,
        seen: headless[0]?.text.split("\n")[0],
      },
    );
  }
  const lines = texts.flatMap(({ key, text }) =>
    text
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => ({ line: line.trim(), day: folder.exec(key)?.[1] ?? "" })),
  );
  const dayOf = new Map(truth.rows.map((row) => [csvLine(row), row]));
  const misplaced = lines.find(({ line, day }) => dayOf.has(line) && dayOf.get(line)?.day !== day);
  if (misplaced !== undefined) {
    const row = dayOf.get(misplaced.line);
    const isNight = row?.seen_at.slice(0, 10) === misplaced.day;
    const why = isNight ? "it was seen in the night, and its shift began the day before" : "it lies under another day";
    return wrong(`Coil ${row?.coil_id} lies under the wrong day: ${why}.`, {
      praise: "The keys are right, and each object has its header.",
      expected: `seen at ${row?.seen_at}: day=${row?.day}`,
      seen: `day=${misplaced.day}`,
    });
  }
  const known = lines.filter(({ line }) => dayOf.has(line));
  const altered = lines.find(({ line }) => !dayOf.has(line));
  if (altered !== undefined) {
    const id = altered.line.split(",")[0] ?? "";
    return wrong(
      /^[1-9]\d{0,3}$/.test(id)
        ? `Coil ids have lost their leading zeros: ${id} was ${id.padStart(5, "0")}. Raw data stay as they came, text included.`
        : "A line differs from the one that the plant sent. Raw data stay as they came; cleaning is step 3.",
      { praise: "The keys are right.", expected: "every line unchanged", seen: altered.line },
    );
  }
  if (known.length < truth.rows.length) {
    const distinct = new Set(known.map(({ line }) => line)).size;
    const isDeduplicated = distinct === dayOf.size;
    return wrong(
      isDeduplicated
        ? "The rows that come twice were dropped. Raw data stay as they came: the job of step 3 rejects them with a reason."
        : "Rows are missing.",
      { praise: "The keys are right.", expected: `${truth.rows.length} rows`, seen: `${known.length} rows` },
    );
  }
  return known.length === truth.rows.length
    ? right(`${expected.size} days, ${known.length} rows, each under the day of its shift.`)
    : wrong("There are more rows than the plant sent: does a second object lie in a day's folder?", {
        praise: "The keys are right.",
        expected: `${truth.rows.length} rows`,
        seen: `${known.length} rows`,
      });
}

function layoutOf(found: readonly string[], days: readonly string[], what: string): void {
  const strange = found.find((key) => !folder.test(key));
  if (strange !== undefined) {
    const message = /\d{4}-\d{2}-\d{2}\//.test(strange)
      ? `The key ${strange} has the day, but not as name=value: a crawler would call the column partition_0.`
      : `The key ${strange} has no folder for the day: reading one day would read all.`;
    throw new Decided(wrong(message, { expected: `raw/${what}/day=2025-08-04/…`, seen: strange }));
  }
  const seen = [...new Set(found.map((key) => folder.exec(key)?.[1] ?? ""))];
  const extra = seen.find((day) => !days.includes(day));
  if (extra !== undefined && what === "inspections") {
    throw new Decided(
      wrong(`There is a folder for ${extra}: the last shift begins on ${days.at(-1)} and ends in the night after.`, {
        expected: `${days.length} days, ${days[0]} to ${days.at(-1)}`,
        seen: `${seen.length} days`,
      }),
    );
  }
  const differing = wrongKeys("days", compareKeys(days, seen), days.length, seen.length);
  if (differing !== undefined) {
    throw new Decided(differing);
  }
}

async function checkLabels({ lab, truth, days }: Context): Promise<Finding> {
  const found = await lab.objects("raw/labels/");
  if (found.length === 0) {
    return open("Nothing lies under raw/labels/ yet: run the cell.");
  }
  layoutOf(
    found.map(({ key }) => key),
    days,
    "labels",
  );
  const seen: (Label & { readonly key: string })[] = [];
  for (const { key } of found) {
    const text = ((await lab.text(key)) ?? "").trim();
    if (text.startsWith("[")) {
      return wrong(`${key} is one JSON array. Glue and Athena read one object a line.`, {
        praise: "The keys are right.",
        expected: '{"coil_id":"00176","defect":"Dent"}',
        seen: text.slice(0, 60),
      });
    }
    for (const line of text.split("\n")) {
      seen.push({ ...readLabel(key, line), day: folder.exec(key)?.[1] ?? "", key });
    }
  }
  const name = ({ coil_id: id, defect, day }: Label): string => `${id} ${defect} on ${day}`;
  const differing = wrongKeys(
    "labels",
    compareKeys(truth.labels.map(name), seen.map(name)),
    truth.labels.length,
    seen.length,
  );
  return differing ?? right(`${seen.length} labels of ${days.length} days, one a line.`);
}

function readLabel(key: string, line: string): Pick<Label, "coil_id" | "defect"> {
  let value: Partial<Label>;
  try {
    value = JSON.parse(line) as Partial<Label>;
  } catch {
    throw new Decided(
      wrong(`A line of ${key} is no JSON object.`, { praise: "The keys are right.", seen: line.slice(0, 60) }),
    );
  }
  if (typeof value.coil_id === "number") {
    const message = "coil_id has become a number: its leading zeros are gone, and it joins with nothing.";
    throw new Decided(wrong(message, { expected: '"coil_id":"00176"', seen: line.slice(0, 60) }));
  }
  if ("day" in value) {
    const message =
      "The day stands in the key and in the object: the table would have the column twice, and Athena refuses that.";
    throw new Decided(
      wrong(message, {
        praise: "One object a line, in the right keys.",
        expected: "coil_id and defect only",
        seen: line.slice(0, 60),
      }),
    );
  }
  return { coil_id: String(value.coil_id), defect: String(value.defect) };
}

async function checkManifest({ lab, truth }: Context): Promise<Finding> {
  const text = await lab.text(keys.manifest);
  const raw = await lab.objects(keys.raw);
  const foreign = raw.find(({ key }) => !/^raw\/(inspections|labels)\//.test(key));
  if (foreign !== undefined) {
    return wrong(`${foreign.key} lies under raw/, where a crawler would make a table of it.`, {
      expected: "nothing but inspections/ and labels/ under raw/",
      seen: foreign.key,
    });
  }
  if (text === undefined) {
    return open(`There is no ${keys.manifest} yet.`);
  }
  let manifest: Readonly<Record<string, unknown>>;
  try {
    manifest = JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    return wrong(`${keys.manifest} is not JSON: ${(error as Error).message}`);
  }
  const sum = (prefix: string): number =>
    raw.filter(({ key }) => key.startsWith(prefix)).reduce((bytes, { size }) => bytes + size, 0);
  const headers = raw.filter(({ key }) => key.startsWith("raw/inspections/")).length;
  const expected: Readonly<Record<string, number>> = {
    objects: raw.length,
    rows: truth.rows.length,
    bytes: sum("raw/"),
  };
  const reasons: Readonly<Record<string, ReadonlyMap<number, string>>> = {
    rows: new Map([
      [truth.rows.length + headers, "the headers are counted as rows"],
      [truth.rows.length + truth.labels.length, "the labels are counted as rows"],
    ]),
    bytes: new Map([[sum("raw/inspections/"), "the labels' bytes are missing"]]),
    objects: new Map([[headers, "the labels' objects are missing"]]),
  };
  for (const [name, value] of Object.entries(expected)) {
    if (manifest[name] !== value) {
      const why = reasons[name]?.get(Number(manifest[name])) ?? "count what lies in S3";
      return wrong(`The manifest's ${name} differ: ${why}.`, {
        praise: "The manifest is where it belongs.",
        expected: `${name}: ${value}`,
        seen: `${name}: ${JSON.stringify(manifest[name])}`,
      });
    }
  }
  return right(`${expected.objects} objects, ${expected.rows} rows, ${expected.bytes} bytes: as the manifest says.`);
}
