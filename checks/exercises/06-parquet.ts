import type { Table } from "@aws-sdk/client-glue";
import type { Context } from "./context";
import { type Lab, QueryError } from "./lab";
import { keys, names } from "./names";
import { gaugeOf, groups, type RawRow } from "./truth";
import { Decided, type Finding, open, right, type Step, wrong } from "./verdict";

const table = names.parquetTable;
const types: Readonly<Record<string, string>> = {
  coil_id: "string",
  seen_at: "timestamp",
  day: "date",
  gauge_mm: "double",
};

export const parquet: Step<Context> = {
  number: 6,
  name: "06-parquet",
  tasks: [
    {
      id: "6.1",
      title: "The table inspections_by_line is Parquet, partitioned by line, under processed/inspections_by_line/",
      hint: "CREATE TABLE … WITH (format, partitioned_by, external_location) AS SELECT …: which column must come last?",
      strongerHint:
        "WITH (format = 'PARQUET', partitioned_by = ARRAY['line'], external_location = 's3://<bucket>/processed/inspections_by_line/'), and line as the last column of the SELECT.",
      check: checkForm,
    },
    {
      id: "6.2",
      title: "It has every row of plant_inspections, with seen_at timestamp, day date and gauge_mm double",
      hint: "What does CAST('2.500 mm' AS double) do, and what does TRY_CAST make of it?",
      strongerHint:
        "CAST(nullif(replace(gauge, ' mm', ''), '') AS double) AS gauge_mm, CAST(seen_at AS timestamp), CAST(day AS date); no DISTINCT, no WHERE.",
      check: checkRows,
    },
    {
      id: "6.3",
      title:
        "A question about one line scans at most half the bytes that the CSV table needs, and nothing is left over",
      hint: "Partitions help where the question names their column. What lies beside the table's own files?",
      strongerHint:
        "Partition by line. Before the CTAS is run again: DROP TABLE, then s3.deletePrefix of its folder, since dropping leaves the files.",
      check: checkBytes,
    },
  ],
};

async function found(lab: Lab): Promise<Table> {
  const one = await lab.table(table);
  if (one === undefined) {
    throw new Decided(open(`There is no table ${table} yet.`));
  }
  return one;
}

async function checkForm({ lab }: Context): Promise<Finding> {
  const { StorageDescriptor: storage, PartitionKeys = [], TableType } = await found(lab);
  if (TableType === "VIRTUAL_VIEW") {
    return wrong("It is a view: a view stores no data, and each question reads the CSV again.", {
      expected: "a table",
      seen: "a view",
    });
  }
  if (!/parquet/i.test(storage?.InputFormat ?? "")) {
    const format = storage?.InputFormat?.split(".").at(-1);
    return wrong("The table is not Parquet.", {
      praise: "The table is there.",
      expected: "format = 'PARQUET'",
      seen: format,
    });
  }
  const partitionKeys = PartitionKeys.map(({ Name }) => Name).join(", ");
  if (partitionKeys !== "line") {
    const why =
      partitionKeys === ""
        ? "It is not partitioned: a question about one line reads all lines."
        : `It is partitioned by ${partitionKeys}: the question names a line.`;
    return wrong(why, {
      praise: "The table is Parquet.",
      expected: "partitioned by line",
      seen: partitionKeys || "no partition",
    });
  }
  const expected = `s3://${lab.bucket}/${keys.byLine}`;
  if (storage?.Location?.replace(/\/?$/, "/") !== expected) {
    return wrong(
      "The table's files lie elsewhere: without external_location Athena puts them beside its results, which are deleted after a week.",
      {
        praise: "Parquet, and partitioned by line.",
        expected,
        seen: storage?.Location,
      },
    );
  }
  return right("Parquet, partitioned by line.");
}

async function checkRows({ lab, truth }: Context): Promise<Finding> {
  const { StorageDescriptor: storage, PartitionKeys = [] } = await found(lab);
  const typeOf = new Map([...(storage?.Columns ?? []), ...PartitionKeys].map(({ Name, Type }) => [Name, Type]));
  for (const [name, type] of Object.entries(types)) {
    const seen = typeOf.get(name);
    if (seen === undefined) {
      return wrong(`The column ${name} is missing.`, {
        expected: `${name} ${type}`,
        seen: [...typeOf.keys()].join(", "),
      });
    }
    if (seen.replace(/^varchar.*/, "string") !== type) {
      return wrong(`${name} has another type: ${whyType(name)}.`, {
        praise: "The columns are there.",
        expected: `${name} ${type}`,
        seen: `${name} ${seen}`,
      });
    }
  }
  const praise = "The right columns and types.";
  const [counted] = (await query(lab, `SELECT count(*), count(gauge_mm), count(DISTINCT coil_id) FROM ${table}`)).rows;
  const [rows = 0, gauges = 0] = (counted ?? []).map(Number);
  const expectedGauges = truth.rows.filter(({ gauge }) => gauge !== "").length;
  const distinct = new Set(truth.rows.map((row) => JSON.stringify(row))).size;
  if (rows !== truth.rows.length) {
    return wrong(whyRows(rows, truth.rows.length, distinct), {
      praise,
      expected: `${truth.rows.length} rows`,
      seen: `${rows} rows`,
    });
  }
  if (gauges !== expectedGauges) {
    return wrong("A gauge with its unit written out, such as `2.500 mm`, has become NULL: TRY_CAST hides it.", {
      praise: "The right columns, types and rows.",
      expected: `${expectedGauges} rows with a gauge_mm`,
      seen: `${gauges}`,
    });
  }
  const text = (row: RawRow): string =>
    `${row.coil_id} ${row.seen_at} ${row.day} ${row.line} ${row.gauge === "" ? "" : gaugeOf(row).toFixed(3)}`;
  const sql = `SELECT coil_id, date_format(seen_at, '%Y-%m-%d %H:%i:%s'), CAST(day AS varchar), line, gauge_mm FROM ${table}`;
  const seen = (await query(lab, sql)).rows.map(
    ([id, at, day, line, gauge]) => `${id} ${at} ${day} ${line} ${gauge === undefined ? "" : Number(gauge).toFixed(3)}`,
  );
  const wanted = truth.rows.map(text);
  const left = new Map(groups(seen, (one) => one).map(([one, all]) => [one, all.length]));
  const lost = wanted.find((one) => {
    left.set(one, (left.get(one) ?? 0) - 1);
    return (left.get(one) ?? 0) < 0;
  });
  if (lost !== undefined) {
    const id = lost.slice(0, 5);
    return wrong(`Coil ${id} has another value than in the CSV.`, {
      praise: "The right columns, types and number of rows.",
      expected: lost,
      seen: seen.find((one) => one.startsWith(id)) ?? "no row of this coil",
    });
  }
  return right(`${rows} rows, typed, ${gauges} with a gauge.`);
}

function whyType(name: string): string {
  if (name === "gauge_mm") {
    return "as text, 10.000 comes before 2.500, and no mean can be taken";
  }
  return name === "coil_id" ? "an identifier is text" : "text sorts, but cannot be subtracted or shown by the hour";
}

function whyRows(rows: number, expected: number, distinct: number): string {
  if (rows === 2 * expected) {
    return "Every row is there twice: was INSERT INTO run after the CTAS, or the CTAS run into files of an earlier one?";
  }
  return rows === distinct
    ? "The rows that come twice were dropped: DISTINCT or GROUP BY cleans, but this table is to show what the plant sent."
    : "The number of rows is another: does a WHERE or a JOIN leave rows out?";
}

async function checkBytes({ lab, truth }: Context): Promise<Finding> {
  const { StorageDescriptor: storage } = await found(lab);
  const question = (name: string): string => `SELECT count(*), max(area_px), min(gloss) FROM ${name} WHERE line = 'M2'`;
  const [csv, mine] = [await query(lab, question(names.inspectionsTable)), await query(lab, question(table))];
  const csvBytes = groups(truth.rows, ({ day }) => day).length > 0 ? csv.bytesScanned : 0;
  const expected = `at most ${Math.floor(csvBytes / 2)} bytes (the CSV table: ${csvBytes})`;
  if (csv.rows[0]?.[0] !== mine.rows[0]?.[0]) {
    return wrong(
      "The two tables give different answers for line M2: bytes count only where the answer is right (6.2).",
      {
        expected: `${csv.rows[0]?.[0]} rows of line M2`,
        seen: `${mine.rows[0]?.[0]}`,
      },
    );
  }
  if (mine.bytesScanned * 2 > csvBytes) {
    return wrong("The question about line M2 reads too much: which files can Athena leave out?", {
      praise: "The answer is right.",
      expected,
      seen: `${mine.bytesScanned} bytes`,
    });
  }
  const prefix = storage?.Location?.replace(`s3://${lab.bucket}/`, "").replace(/\/?$/, "/") ?? keys.byLine;
  const objects = await lab.objects("processed/inspections_by_line");
  const stranger = objects.find(({ key }) => !key.startsWith(prefix) || !/\/line=[^/]+\/[^/]+$/.test(key));
  if (stranger !== undefined) {
    return wrong(
      `${stranger.key} is left over from an earlier try: it belongs to no table, and is paid for every month.`,
      {
        praise: `The question reads ${mine.bytesScanned} bytes instead of ${csvBytes}.`,
        expected: `nothing beside ${prefix}line=…/`,
        seen: stranger.key,
      },
    );
  }
  return right(`A question about one line reads ${mine.bytesScanned} bytes instead of ${csvBytes}.`);
}

async function query(lab: Lab, sql: string) {
  return lab.query(sql).catch((error: Error) => {
    throw error instanceof QueryError ? new Decided(wrong(`Athena cannot answer \`${sql}\`: ${error.message}`)) : error;
  });
}
