import { gzipSync } from "node:zlib";
import { type Clause, decided, type OtherWay, type StepClauses } from "../../engine/clauses/clause";
import { groups } from "../../engine/groups";
import type { Finding } from "../../engine/verdict";
import { checkInspections } from "../raw-data/inspections";
import { checkLabels } from "../raw-data/labels";
import { checkManifest } from "../raw-data/manifest";
import type { RawPlace } from "../raw-data/place";
import { csvLine } from "../state";
import type { Label, RawRow, Truth } from "../truth";
import { plantOf } from "./plants";

type Objects = Readonly<Record<string, string | Buffer>>;

/** What each task's cell puts, by key. */
export interface RawData {
  inspections(truth: Truth, header: string): Objects;
  labels(truth: Truth): Objects;
  /** @param raw What lies under raw/. */
  manifest(raw: Objects, truth: Truth): Objects;
}

interface Days {
  readonly day?: (row: RawRow) => string;
  readonly rows?: (rows: readonly RawRow[]) => readonly RawRow[];
  readonly line?: (row: RawRow) => string;
  readonly text?: (header: string, lines: readonly string[]) => string | Buffer;
  readonly key?: (day: string) => string;
}

/** The right objects of task 1.1 with a part done otherwise. */
function days(change: Days = {}): Pick<RawData, "inspections"> {
  const { day = (row) => row.day, rows = (all) => all, line = csvLine, ...more } = change;
  const {
    text = (header, lines) => `${[header, ...lines].join("\n")}\n`,
    key = (name) => `day=${name}/inspections.csv`,
  } = more;
  return {
    inspections: ({ rows: all }, header) =>
      Object.fromEntries(
        groups(rows(all), day).map(([name, ofDay]) => [`raw/inspections/${key(name)}`, text(header, ofDay.map(line))]),
      ),
  };
}

/** The right objects of task 1.2 with another text or key. */
function labels(
  text: (ofDay: readonly Label[]) => string | Buffer = (ofDay) => ofDay.map(labelLine).join("\n"),
  key: (day: string) => string = (day) => `day=${day}/labels.json`,
): Pick<RawData, "labels"> {
  return {
    labels: ({ labels: all }) =>
      Object.fromEntries(groups(all, ({ day }) => day).map(([day, ofDay]) => [`raw/labels/${key(day)}`, text(ofDay)])),
  };
}

function labelLine({ coil_id, defect }: Label): string {
  return JSON.stringify({ coil_id, defect });
}

const bytesOf = (objects: Objects, prefix = "raw/"): number =>
  Object.entries(objects)
    .filter(([key]) => key.startsWith(prefix))
    .reduce((sum, [, body]) => sum + Buffer.byteLength(body), 0);

/** The right manifest with some members otherwise. */
function manifest(change: (raw: Objects, truth: Truth) => object = () => ({})): Pick<RawData, "manifest"> {
  return {
    manifest: (raw, truth) => {
      const counts = { objects: Object.keys(raw).length, rows: truth.rows.length, bytes: bytesOf(raw) };
      return { "config/manifest.json": JSON.stringify({ ...counts, ...change(raw, truth) }) };
    },
  };
}

const right: RawData = { ...days(), ...labels(), ...manifest() };
const countOf = (raw: Objects, folder: string): number =>
  Object.keys(raw).filter((key) => key.startsWith(`raw/${folder}/`)).length;

const others: readonly OtherWay<RawData>[] = [
  {
    name: "lines in another order, and ending as Windows ends them",
    solution: days({ rows: (rows) => [...rows].reverse(), text: (header, lines) => [header, ...lines].join("\r\n") }),
  },
  {
    name: "two objects a day under other names, and the folders that a console makes",
    solution: {
      inspections: ({ rows }, header) => ({
        "raw/inspections/": "",
        ...Object.fromEntries(
          groups(rows, ({ day }) => day).flatMap(([day, ofDay]) =>
            [ofDay.slice(0, 9), ofDay.slice(9)].map((half, index) => [
              `raw/inspections/day=${day}/part-${index}.csv`,
              [header, ...half.map(csvLine)].join("\n"),
            ]),
          ),
        ),
      }),
    },
  },
  {
    name: "labels with blanks, the members and lines in another order",
    solution: labels((ofDay) =>
      [...ofDay]
        .reverse()
        .map(({ coil_id: id, defect }) => `{ "defect": "${defect}", "coil_id": "${id}" }`)
        .join("\n"),
    ),
  },
];

const clauses: readonly Clause<RawData>[] = [
  {
    task: "1.1",
    clause: "the day of the shift",
    plant: "each shift goes on after midnight",
    mistake: "the calendar's day",
    wrong: days({ day: (row) => row.seen_at.slice(0, 10) }),
    message: "There is a folder for 2025-08-12: the last shift begins on 2025-08-11 and ends in the night after.",
  },
  {
    task: "1.1",
    clause: "the day of the shift, also of the last one",
    plant: "coils are seen in each night",
    mistake: "the calendar's day, but for the last night",
    wrong: days({ day: (row) => (row.day === "2025-08-11" ? row.day : row.seen_at.slice(0, 10)) }),
    message: "Coil … lies under the wrong day: it was seen in the night, and its shift began the day before.",
  },
  {
    task: "1.1",
    clause: "a folder for the day",
    plant: "the keys",
    mistake: "the day in the file's name",
    wrong: days({ key: (day) => `${day}.csv` }),
    message: "The key raw/inspections/2025-08-04.csv has no folder for the day: reading one day would read all.",
  },
  {
    task: "1.1",
    clause: "the folder as name=value",
    plant: "the keys",
    mistake: "the day alone",
    wrong: days({ key: (day) => `${day}/inspections.csv` }),
    message:
      "The key raw/inspections/2025-08-04/inspections.csv has the day, but not as name=value: a crawler would call the column partition_0.",
  },
  {
    task: "1.1",
    clause: "the name day",
    plant: "the keys",
    mistake: "Day=",
    wrong: days({ key: (day) => `Day=${day}/inspections.csv` }),
    message:
      "The key raw/inspections/Day=2025-08-04/inspections.csv has a folder Day=2025-08-04: the name before the = was to be day.",
  },
  {
    task: "1.1",
    clause: "the day as YYYY-MM-DD",
    plant: "the keys",
    mistake: "20250804",
    wrong: days({ key: (day) => `day=${day.replaceAll("-", "")}/inspections.csv` }),
    message:
      "The key raw/inspections/day=20250804/inspections.csv has the day 20250804, which is not written as YYYY-MM-DD.",
  },
  {
    task: "1.1",
    clause: "no folder further down",
    plant: "the keys",
    mistake: "a folder within the day",
    wrong: days({ key: (day) => `day=${day}/csv/inspections.csv` }),
    message:
      "The key raw/inspections/day=2025-08-04/csv/inspections.csv has more after its day's folder than a file's name.",
  },
  {
    task: "1.1",
    clause: "every day",
    plant: "eight days",
    mistake: "a day left out",
    wrong: days({ rows: (rows) => rows.filter(({ day }) => day !== "2025-08-06") }),
    message: "Of the days, 1 is missing (such as 2025-08-06).",
  },
  {
    task: "1.1",
    clause: "every object begins with the header",
    plant: "eight objects",
    mistake: "no header",
    wrong: days({ text: (_header, lines) => lines.join("\n") }),
    message: "8 of 8 objects do not begin with the header, such as raw/inspections/day=2025-08-04/inspections.csv.",
  },
  {
    task: "1.1",
    clause: "the text itself",
    plant: "the bytes",
    mistake: "gzip",
    wrong: days({ text: (header, lines) => gzipSync([header, ...lines].join("\n")) }),
    message:
      "raw/inspections/day=2025-08-04/inspections.csv is compressed with gzip: the text itself was asked, as the plant sent it.",
  },
  {
    task: "1.1",
    clause: "no row is changed",
    plant: "every id begins with a zero",
    mistake: "ids as numbers",
    wrong: days({ line: (row) => csvLine({ ...row, coil_id: String(Number(row.coil_id)) }) }),
    message: "Coil ids have lost their leading zeros: … was …. Raw data stay as they came, text included.",
  },
  {
    task: "1.1",
    clause: "no row is changed, not even for the better",
    plant: "some gauges have their unit written out",
    mistake: "the unit taken away",
    wrong: days({ line: (row) => csvLine(row).replace(" mm", "") }),
    message: "A line differs from the one that the plant sent. Raw data stay as they came; cleaning is step 3.",
  },
  {
    task: "1.1",
    clause: "no row dropped, not even a bad one",
    plant: "some rows have an empty cell",
    mistake: "rows with an empty cell left out",
    wrong: days({ rows: (rows) => rows.filter((row) => !csvLine(row).includes(",,")) }),
    message: "Rows are missing, such as that of coil ….",
  },
  {
    task: "1.1",
    clause: "also those that come twice",
    plant: "some rows come twice",
    mistake: "each row once",
    wrong: days({ rows: (rows) => [...new Map(rows.map((row) => [csvLine(row), row])).values()] }),
    message:
      "Of rows that the plant sent twice, … are there once. Raw data stay as they came: the job of step 3 rejects them with a reason.",
  },
  {
    task: "1.1",
    clause: "each row once",
    plant: "a listing",
    mistake: "a second object with a day's rows",
    wrong: {
      inspections: (truth, header) => {
        const objects = days().inspections(truth, header);
        return {
          ...objects,
          "raw/inspections/day=2025-08-05/copy.csv": objects["raw/inspections/day=2025-08-05/inspections.csv"] ?? "",
        };
      },
    },
    message:
      "The row of coil … is there more often than the plant sent it: does a second object lie in a day's folder?",
  },
  {
    task: "1.1",
    clause: "the number of rows alone is not enough",
    plant: "some rows come twice",
    mistake: "one row left out, another one twice",
    wrong: days({ rows: (rows) => [...rows.slice(1), rows.at(-1) as RawRow] }),
    message: "Rows are missing, such as that of coil ….",
  },
  {
    task: "1.2",
    clause: "one object a line, no array",
    plant: "the text",
    mistake: "JSON.stringify of the day's labels",
    wrong: labels((ofDay) => JSON.stringify(ofDay)),
    message: "raw/labels/day=2025-08-04/labels.json is one JSON array. Glue and Athena read one object a line.",
  },
  {
    task: "1.2",
    clause: "one object a line, no commas",
    plant: "the text",
    mistake: "commas between the lines",
    wrong: labels((ofDay) => ofDay.map(labelLine).join(",\n")),
    message: "A line of raw/labels/day=2025-08-04/labels.json is no JSON object.",
  },
  {
    task: "1.2",
    clause: "each line an object",
    plant: "the text",
    mistake: "a line null at the end",
    wrong: labels((ofDay) => [...ofDay.map(labelLine), "null"].join("\n")),
    message: "A line of raw/labels/day=2025-08-04/labels.json is no JSON object.",
  },
  {
    task: "1.2",
    clause: "coil_id and defect",
    plant: "the members",
    mistake: "id for coil_id",
    wrong: labels((ofDay) => ofDay.map(({ coil_id: id, defect }) => JSON.stringify({ id, defect })).join("\n")),
    message: "A line of raw/labels/day=2025-08-04/labels.json has no coil_id that is text.",
  },
  {
    task: "1.2",
    clause: "coil_id as it is",
    plant: "every id begins with a zero",
    mistake: "ids as numbers",
    wrong: labels((ofDay) =>
      ofDay.map(({ coil_id: id, defect }) => JSON.stringify({ coil_id: Number(id), defect })).join("\n"),
    ),
    message: "coil_id has become a number: its leading zeros are gone, and it joins with nothing.",
  },
  {
    task: "1.2",
    clause: "the day stands in the key alone",
    plant: "the members",
    mistake: "the labels as they came",
    wrong: labels((ofDay) => ofDay.map((label) => JSON.stringify(label)).join("\n")),
    message:
      "The day stands in the key and in the object: the table would have the column twice, and Athena refuses that.",
  },
  {
    task: "1.2",
    clause: "under its day",
    plant: "every day has other labels",
    mistake: "all under the first day",
    wrong: {
      labels: (truth) => ({ "raw/labels/day=2025-08-04/labels.json": truth.labels.map(labelLine).join("\n") }),
    },
    message: "Of the days, 7 are missing (such as 2025-08-05).",
  },
  {
    task: "1.2",
    clause: "every label",
    plant: "some labels have no coil",
    mistake: "labels without a coil left out",
    wrong: {
      labels: (truth) => {
        const known = new Set(truth.rows.map(({ coil_id: id }) => id));
        const mine = truth.labels.filter(({ coil_id: id }) => known.has(id));
        return labels().labels({ ...truth, labels: mine });
      },
    },
    message: "Of the labels, … missing (such as …).",
  },
  {
    task: "1.3",
    clause: "the objects under raw/",
    plant: "labels' objects as well as inspections'",
    mistake: "the inspections' objects alone",
    wrong: manifest((raw) => ({ objects: countOf(raw, "inspections") })),
    message: "The manifest's objects are others than lie in S3: those of raw/inspections/ alone.",
  },
  {
    task: "1.3",
    clause: "rows, without headers",
    plant: "eight headers",
    mistake: "lines counted",
    wrong: manifest((raw, truth) => ({ rows: truth.rows.length + countOf(raw, "inspections") })),
    message: "The manifest's rows are others than lie in S3: as many as with a header counted for each object.",
  },
  {
    task: "1.3",
    clause: "rows of the inspections",
    plant: "the number of labels is another",
    mistake: "labels counted too",
    wrong: manifest((_raw, truth) => ({ rows: truth.rows.length + truth.labels.length })),
    message: "The manifest's rows are others than lie in S3: as many as with the labels counted.",
  },
  {
    task: "1.3",
    clause: "bytes of all objects under raw/",
    plant: "labels' objects as well as inspections'",
    mistake: "the inspections' bytes alone",
    wrong: manifest((raw) => ({ bytes: bytesOf(raw, "raw/inspections/") })),
    message: "The manifest's bytes are others than lie in S3: those of raw/inspections/ alone.",
  },
  {
    task: "1.3",
    clause: "numbers",
    plant: "the members",
    mistake: "numbers in quotes",
    wrong: manifest((raw) => ({ bytes: String(bytesOf(raw)) })),
    message: "The manifest's bytes are no number, but text in quotes.",
  },
  {
    task: "1.3",
    clause: "all three",
    plant: "the members",
    mistake: "rows forgotten",
    wrong: manifest(() => ({ rows: undefined })),
    message: "The manifest has no rows.",
  },
  {
    task: "1.3",
    clause: "an object",
    plant: "the text",
    mistake: "an array",
    wrong: { manifest: () => ({ "config/manifest.json": "[16, 378, 40000]" }) },
    message: "config/manifest.json is no JSON object.",
  },
  {
    task: "1.3",
    clause: "nothing else lies under raw/",
    plant: "a listing",
    mistake: "the manifest under raw/ as well",
    wrong: {
      manifest: (raw, truth) => ({ ...manifest().manifest(raw, truth), "raw/manifest.json": "{}" }),
    },
    message: "raw/manifest.json lies under raw/, where a crawler would make a table of it.",
  },
];

export const step1: StepClauses<RawData> = {
  step: 1,
  right,
  others,
  clauses,
  tasks: ["1.1", "1.2", "1.3"],
  seeds: 20,
  judge,
};

/** Here the seed makes the plant's own data: the plants of the clauses are in them, whatever it is. */
async function judge(solution: RawData, task: string, seed: number): Promise<Finding> {
  const { files, truth } = plantOf(seed);
  const header = files.inspections.split("\n")[0] ?? "";
  const raw = { ...solution.inspections(truth, header), ...solution.labels(truth) };
  const lab = labOf({ ...raw, ...solution.manifest(raw, truth) });
  const place: RawPlace = { lab, files, truth, days: [...new Set(truth.rows.map(({ day }) => day))].sort() };
  const check = { "1.1": checkInspections, "1.2": checkLabels, "1.3": checkManifest }[task] ?? checkManifest;
  return decided(() => check(place));
}

function labOf(objects: Objects): RawPlace["lab"] {
  return {
    objects: async (prefix) =>
      Object.entries(objects)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, body]) => ({ key, size: Buffer.byteLength(body) })),
    bytes: async (key) => (objects[key] === undefined ? undefined : Buffer.from(objects[key])),
  };
}
