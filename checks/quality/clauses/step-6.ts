import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import type { Finding } from "../../engine/verdict";
import { judgeForm } from "../06-parquet";
import { comparedColumns, judgeTable, seenRow } from "../by-line/judge-rows";
import { keys, rawColumns } from "../layout";
import type { Truth } from "../truth";
import { plantOf } from "./plants";

/** What the parts of the notebook make. */
export interface ByLine {
  readonly format: "PARQUET" | "TEXTFILE";
  readonly partitionedBy: readonly string[];
  /** Below the bucket. */
  readonly place: string;
  /** The SELECT of the CTAS, with the partition column last. */
  readonly select: string;
  /** An INSERT after the CTAS. */
  readonly insert?: string;
  /** What is done before the CTAS with what an earlier try left. */
  readonly tidyUp: { readonly drops: boolean; readonly deletes: boolean };
  /** A further object that lies in the bucket at the end. */
  readonly leftOver?: string;
}

const columns: Readonly<Record<string, string>> = {
  coil_id: "coil_id",
  seen_at: "CAST(seen_at AS timestamp) AS seen_at",
  day: "CAST(day AS date) AS day",
  gauge_mm: "CAST(nullif(replace(gauge, ' mm', ''), '') AS double) AS gauge_mm",
  area_px: "area_px",
  gloss: "gloss",
  roughness: "roughness",
  line: "line",
};

/** The right SELECT with other columns and what comes after it. */
function select(change: Readonly<Record<string, string | undefined>> = {}, end = "", distinct = ""): string {
  const list = Object.values({ ...columns, ...change }).filter((column) => column !== undefined);
  return `SELECT ${distinct} ${list.join(", ")} FROM plant_inspections ${end}`;
}

const right: ByLine = {
  format: "PARQUET",
  partitionedBy: ["line"],
  place: keys.byLine,
  select: select(),
  tidyUp: { drops: true, deletes: true },
};

const others: readonly OtherWay<ByLine>[] = [
  {
    name: "in other words, with the columns in another order and in upper case, and no more than are asked",
    solution: {
      select: `SELECT GLOSS, CAST(AREA_PX AS int) AS AREA_PX, TRY_CAST(regexp_extract(GAUGE, '[0-9.]+') AS double) AS GAUGE_MM,
        CAST(SEEN_AT AS timestamp) AS SEEN_AT, CAST(DAY AS date) AS DAY, COIL_ID, LINE FROM plant_inspections ORDER BY SEEN_AT`,
    },
  },
];

const byDay: Partial<ByLine> = {
  partitionedBy: ["day"],
  select: select({ day: undefined, line: `line, ${columns.day}` }),
};

const clauses: readonly Clause<ByLine>[] = [
  {
    task: "6.1",
    clause: "Parquet",
    plant: "the format in the catalog",
    mistake: "format = 'TEXTFILE'",
    wrong: { format: "TEXTFILE" },
    message: "The table is not Parquet.",
  },
  {
    task: "6.1",
    clause: "partitioned",
    plant: "the partition keys in the catalog",
    mistake: "no partitioned_by",
    wrong: { partitionedBy: [] },
    message: "It is not partitioned: a question about one line reads all lines.",
  },
  {
    task: "6.1",
    clause: "partitioned by line",
    plant: "the partition keys in the catalog",
    mistake: "partitioned by day",
    wrong: byDay,
    message: "It is partitioned by day: the question names a line.",
  },
  {
    task: "6.1",
    clause: "under processed/inspections_by_line/",
    plant: "the place in the catalog",
    mistake: "another external_location",
    wrong: { place: "processed/elsewhere/" },
    message:
      "The table's files lie elsewhere: without external_location Athena puts them beside its results, which are deleted after a week.",
  },
  {
    task: "6.2",
    clause: "seen_at a timestamp",
    plant: "its type",
    mistake: "seen_at as text",
    wrong: { select: select({ seen_at: "seen_at" }) },
    message: "seen_at has another type: text sorts, but cannot be subtracted or shown by the hour.",
  },
  {
    task: "6.2",
    clause: "the whole of seen_at",
    plant: "hardly a coil is seen at a full hour",
    mistake: "the hour alone",
    wrong: { select: select({ seen_at: "date_trunc('hour', CAST(seen_at AS timestamp)) AS seen_at" }) },
    message: "seen_at of coil … is another than in the CSV.",
  },
  {
    task: "6.2",
    clause: "day a date",
    plant: "its type",
    mistake: "day as text",
    wrong: { select: select({ day: "day" }) },
    message: "day has another type.",
  },
  {
    task: "6.2",
    clause: "the day of the shift",
    plant: "each shift goes on after midnight",
    mistake: "the day of seen_at",
    wrong: { select: select({ day: "CAST(substr(seen_at, 1, 10) AS date) AS day" }) },
    message:
      "day of coil … is another than in the CSV: that is the day of seen_at, and this coil's shift began the day before.",
  },
  {
    task: "6.2",
    clause: "gauge_mm is there",
    plant: "the columns in the catalog",
    mistake: "gauge_mm forgotten",
    wrong: { select: select({ gauge_mm: undefined }) },
    message: "The column gauge_mm is missing.",
  },
  {
    task: "6.2",
    clause: "gauge_mm no text",
    plant: "its type",
    mistake: "gauge_mm as text",
    wrong: { select: select({ gauge_mm: "gauge AS gauge_mm" }) },
    message: "gauge_mm has another type: as text, 10.000 comes before 2.500, and no mean can be taken.",
  },
  {
    task: "6.2",
    clause: "gauge_mm a double",
    plant: "its type",
    mistake: "gauge_mm as decimal(5,3)",
    wrong: {
      select: select({ gauge_mm: "CAST(nullif(replace(gauge, ' mm', ''), '') AS decimal(5,3)) AS gauge_mm" }),
    },
    message: "gauge_mm has another type.",
  },
  {
    task: "6.2",
    clause: "`2.500 mm` is 2.5",
    plant: "some gauges have their unit written out",
    mistake: "TRY_CAST(gauge AS double)",
    wrong: { select: select({ gauge_mm: "TRY_CAST(gauge AS double) AS gauge_mm" }) },
    message:
      "gauge_mm of coil … is another than in the CSV: its unit is written out, and it has become NULL, as TRY_CAST makes it.",
  },
  {
    task: "6.2",
    clause: "where the CSV has none, NULL",
    plant: "some gauges are empty",
    mistake: "0 for an empty gauge",
    wrong: {
      select: select({
        gauge_mm: "coalesce(CAST(nullif(replace(gauge, ' mm', ''), '') AS double), 0) AS gauge_mm",
      }),
    },
    message: "gauge_mm of coil … is another than in the CSV: it is empty there, and has become a value.",
  },
  {
    task: "6.2",
    clause: "gauge_mm in mm",
    plant: "every gauge",
    mistake: "inches",
    wrong: {
      select: select({ gauge_mm: "CAST(nullif(replace(gauge, ' mm', ''), '') AS double) / 25.4 AS gauge_mm" }),
    },
    message: "gauge_mm of coil … is another than in the CSV.",
  },
  {
    task: "6.2",
    clause: "every row",
    plant: "some rows have no gauge",
    mistake: "WHERE gauge <> ''",
    wrong: { select: select({}, "WHERE gauge <> ''") },
    message: "Rows are missing, such as that of coil …: does a WHERE or a JOIN leave it out?",
  },
  {
    task: "6.2",
    clause: "also those that come twice",
    plant: "some rows come twice",
    mistake: "SELECT DISTINCT",
    wrong: {
      select: select(
        { all: rawColumns.filter((name) => !(name in columns)).join(", "), line: undefined, last: "line" },
        "",
        "DISTINCT",
      ),
    },
    message:
      "Every row is there, but none twice: DISTINCT or GROUP BY cleans, and this table is to show what the plant sent.",
  },
  {
    task: "6.2",
    clause: "each row once",
    plant: "a second INSERT",
    mistake: "INSERT after the CTAS",
    wrong: { insert: "SELECT * FROM inspections_by_line" },
    message:
      "There are twice as many rows: was INSERT INTO run after the CTAS, or the CTAS run into files of an earlier one?",
  },
  {
    task: "6.2",
    clause: "coil_id as text",
    plant: "its type",
    mistake: "coil_id as a number",
    wrong: { select: select({ coil_id: "CAST(coil_id AS bigint) AS coil_id" }) },
    message: "coil_id has another type: an identifier is text, a number loses its zeros.",
  },
  {
    task: "6.2",
    clause: "coil_id as it is",
    plant: "every id of the plant begins with a zero",
    mistake: "zeros cut off",
    wrong: { select: select({ coil_id: "ltrim(coil_id, '0') AS coil_id" }) },
    message: "coil_id of coil … is another than in the CSV: its zeros are gone.",
  },
  {
    task: "6.2",
    clause: "line as it is",
    plant: "the lines are in upper case",
    mistake: "lower(line)",
    wrong: { select: select({ line: "lower(line) AS line" }) },
    message: "line of coil … is another than in the CSV.",
  },
  {
    task: "6.2",
    clause: "area_px as it is",
    plant: "every area",
    mistake: "area_px + 1",
    wrong: { select: select({ area_px: "area_px + 1 AS area_px" }) },
    message: "area_px of coil … is another than in the CSV.",
  },
  {
    task: "6.2",
    clause: "area_px is there",
    plant: "the columns in the catalog",
    mistake: "area_px forgotten",
    wrong: { select: select({ area_px: undefined }) },
    message: "The column area_px is missing.",
  },
  {
    task: "6.2",
    clause: "gloss as it is",
    plant: "hardly a gloss is a whole number",
    mistake: "round(gloss)",
    wrong: { select: select({ gloss: "round(gloss) AS gloss" }) },
    message: "gloss of coil … is another than in the CSV.",
  },
  {
    task: "6.2",
    clause: "gloss a number",
    plant: "its type",
    mistake: "gloss as text",
    wrong: { select: select({ gloss: "CAST(gloss AS varchar) AS gloss" }) },
    message: "gloss has another type.",
  },
  {
    task: "6.3",
    clause: "the function drops the table",
    plant: "the notebook makes a table of that name before it",
    mistake: "an empty tidyUp",
    wrong: { tidyUp: { drops: false, deletes: false } },
    message: "The table inspections_by_line is still that of the earlier try. Does tidyUp drop it?",
  },
  {
    task: "6.3",
    clause: "the function deletes the files",
    plant: "the notebook puts a file into the folder before it",
    mistake: "DROP TABLE alone",
    wrong: { tidyUp: { drops: true, deletes: false } },
    message:
      "processed/inspections_by_line/earlier-try.csv is left over from the earlier try. Does tidyUp delete the files?",
  },
  {
    task: "6.3",
    clause: "at most half of the bytes",
    plant: "all lines lie in each day's folder",
    mistake: "partitioned by day",
    wrong: byDay,
    message: "The question about line M2 reads too much: which files can Athena leave out?",
  },
  {
    task: "6.3",
    clause: "with the right answer",
    plant: "line M2 has rows of every day",
    mistake: "some days left out",
    wrong: { select: select({}, "WHERE day > '2025-08-05'") },
    message: "The two tables give different answers for line M2: bytes count only where the answer is right (6.2).",
  },
  {
    task: "6.3",
    clause: "nothing beside the table's own files",
    plant: "a listing",
    mistake: "a folder for each try",
    wrong: { leftOver: "processed/inspections_by_line_2/old.parquet" },
    message:
      "processed/inspections_by_line_2/old.parquet lies beside the table's own files: it belongs to no table, and is paid for every month.",
  },
];

export const step6: StepClauses<ByLine> = {
  step: 6,
  right,
  others,
  clauses,
  // 6.3 counts the bytes that Athena reads
  tasks: ["6.1", "6.2"],
  seeds: 20,
  judge,
};

const bucket = "bucket";

/** Here the seed makes the plant's own data: the plants of the clauses are in them, whatever it is. */
async function judge(solution: ByLine, task: string, seed: number): Promise<Finding> {
  if (task === "6.1") {
    return judgeForm(
      {
        Name: "inspections_by_line",
        TableType: "EXTERNAL_TABLE",
        PartitionKeys: solution.partitionedBy.map((Name) => ({ Name })),
        StorageDescriptor: {
          InputFormat:
            solution.format === "PARQUET"
              ? "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
              : "org.apache.hadoop.mapred.TextInputFormat",
          Location: `s3://${bucket}/${solution.place}`,
        },
      },
      bucket,
    );
  }
  const { truth, connection } = await rawTable(seed);
  await connection.run(`CREATE OR REPLACE TABLE inspections_by_line AS ${solution.select}`);
  if (solution.insert !== undefined) {
    await connection.run(`INSERT INTO inspections_by_line ${solution.insert}`);
  }
  const read = async (sql: string): Promise<(string | undefined)[][]> =>
    (await connection.runAndReadAll(sql))
      .getRowsJson()
      .map((row) => row.map((value) => (value === null ? undefined : String(value))));
  const described = await read("SELECT column_name, column_type FROM (DESCRIBE inspections_by_line)");
  return judgeTable(truth.rows, {
    types: new Map(described.map(([name = "", type = ""]) => [name.toLowerCase(), hiveType(type)])),
    count: async () => Number((await read("SELECT count(*) FROM inspections_by_line"))[0]?.[0]),
    rows: async () => (await read(`SELECT ${comparedColumns.join(", ")} FROM inspections_by_line`)).map(seenRow),
  });
}

function hiveType(duckType: string): string {
  return duckType === "INTEGER" ? "int" : duckType.toLowerCase();
}

const tables = new Map<number, Promise<{ readonly truth: Truth; readonly connection: DuckDBConnection }>>();

/** The table plant_inspections of a seed, as step 2 leaves it. */
function rawTable(seed: number): Promise<{ readonly truth: Truth; readonly connection: DuckDBConnection }> {
  const known = tables.get(seed) ?? connect(plantOf(seed).truth);
  tables.set(seed, known);
  return known;
}

async function connect(truth: Truth): Promise<{ readonly truth: Truth; readonly connection: DuckDBConnection }> {
  const connection = await (await DuckDBInstance.create()).connect();
  const numbers = ["area_px", "gloss", "roughness", "contrast", "x0", "x1", "y0", "y1"];
  const names = [...rawColumns, "day"] as const;
  const rows = truth.rows.map((row) => `(${names.map((name) => `'${row[name]}'`).join(", ")})`);
  const typed = names.map((name) =>
    numbers.includes(name)
      ? `CAST(nullif(${name}, '') AS ${/^(area|x|y)/.test(name) ? "bigint" : "double"}) AS ${name}`
      : name,
  );
  await connection.run(
    `CREATE TABLE plant_inspections AS SELECT ${typed.join(", ")} FROM (VALUES ${rows.join(", ")}) AS rows (${names.join(", ")})`,
  );
  return { truth, connection };
}
