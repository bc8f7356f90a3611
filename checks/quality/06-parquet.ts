import type { Table } from "@aws-sdk/client-glue";
import { type Lab, QueryError } from "../engine/lab/lab";
import { notParquet, placeOf } from "../engine/lab/table-form";
import { Decided, type Finding, open, right, wrong } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { comparedColumns, judgeTable, seenRow } from "./by-line/judge-rows";
import type { OwnData, PlantContext } from "./context";
import { keys, names } from "./layout";
import { putByLine } from "./state";

const table = names.parquetTable;
export const parquet: Step<PlantContext> = {
  number: 6,
  name: "06-parquet",
  lesson: "06-parquet-and-table",
  put: ({ lab }) => putByLine(lab),
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

/** A column of the table that the notebook makes before `tidyUp`, as an earlier try. */
const earlierColumn = "earlier_try";
/** The file that the notebook puts beside it. */
export const earlierFile = `${keys.byLine}earlier-try.csv`;

/** The table; the check ends where it is missing, or still that of the earlier try. */
async function found(lab: Lab): Promise<Table> {
  const one = await lab.table(table);
  if (one === undefined) {
    throw new Decided(open(`There is no table ${table} yet.`));
  }
  if (isEarlier(one)) {
    throw new Decided(open(`The table ${table} is still that of the earlier try: the CTAS has not made its own yet.`));
  }
  return one;
}

function isEarlier(one: Table): boolean {
  return one.StorageDescriptor?.Columns?.some(({ Name }) => Name === earlierColumn) ?? false;
}

async function checkForm({ lab }: OwnData): Promise<Finding> {
  return judgeForm(await found(lab), lab.bucket);
}

/** Judges format, partition key and place of the table, as the catalog has them. */
export function judgeForm(one: Table, bucket: string): Finding {
  const { PartitionKeys = [] } = one;
  const other = notParquet(one, "a view stores no data, and each question reads the CSV again.");
  if (other !== undefined) {
    return other;
  }
  const partitionKeys = PartitionKeys.map(({ Name }) => Name?.toLowerCase()).join(", ");
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
  const expected = `s3://${bucket}/${keys.byLine}`;
  if (placeOf(one) !== expected) {
    return wrong(
      "The table's files lie elsewhere: without external_location Athena puts them beside its results, which are deleted after a week.",
      {
        praise: "Parquet, and partitioned by line.",
        expected,
        seen: one.StorageDescriptor?.Location,
      },
    );
  }
  return right("Parquet, partitioned by line.");
}

async function checkRows({ lab, truth }: OwnData): Promise<Finding> {
  const { StorageDescriptor: storage, PartitionKeys = [] } = await found(lab);
  const types = new Map(
    [...(storage?.Columns ?? []), ...PartitionKeys].map(({ Name = "", Type = "" }) => [Name.toLowerCase(), Type]),
  );
  return judgeTable(truth.rows, {
    types,
    count: async () => Number((await query(lab, `SELECT count(*) FROM ${table}`)).rows[0]?.[0]),
    rows: async () => {
      const columns = comparedColumns.map((name) =>
        name === "seen_at" ? "date_format(seen_at, '%Y-%m-%d %H:%i:%s')" : name,
      );
      return (await query(lab, `SELECT ${columns.join(", ")} FROM ${table}`)).rows.map(seenRow);
    },
  });
}

async function checkBytes({ lab }: OwnData): Promise<Finding> {
  const objects = await lab.objects("processed/inspections_by_line");
  const one = await lab.table(table);
  if (one !== undefined && isEarlier(one)) {
    return wrong(`The table ${table} is still that of the earlier try. Does tidyUp drop it?`, {
      expected: "a table that the CTAS has made",
      seen: `a table with the column ${earlierColumn}`,
    });
  }
  if (objects.some(({ key }) => key === earlierFile)) {
    return wrong(`${earlierFile} is left over from the earlier try. Does tidyUp delete the files?`, {
      expected: "only the files of the last CTAS",
      seen: earlierFile,
    });
  }
  const { StorageDescriptor: storage } = await found(lab);
  const question = (name: string): string => `SELECT count(*), max(area_px), min(gloss) FROM ${name} WHERE line = 'M2'`;
  const [csv, mine] = [await query(lab, question(names.inspectionsTable)), await query(lab, question(table))];
  if (csv.rows[0]?.join() !== mine.rows[0]?.join()) {
    return wrong(
      "The two tables give different answers for line M2: bytes count only where the answer is right (6.2).",
      {
        expected: `rows, greatest area_px and least gloss of line M2: ${csv.rows[0]?.join(", ")}`,
        seen: `${mine.rows[0]?.map((cell) => cell ?? "NULL").join(", ")}`,
      },
    );
  }
  if (mine.bytesScanned * 2 > csv.bytesScanned) {
    return wrong("The question about line M2 reads too much: which files can Athena leave out?", {
      praise: "The answer is right.",
      expected: `at most ${Math.floor(csv.bytesScanned / 2)} bytes (the CSV table: ${csv.bytesScanned})`,
      seen: `${mine.bytesScanned} bytes`,
    });
  }
  const prefix = storage?.Location?.replace(`s3://${lab.bucket}/`, "").replace(/\/?$/, "/") ?? keys.byLine;
  const stranger = objects.find(({ key }) => !key.startsWith(prefix) || !/\/line=[^/]+\/[^/]+$/.test(key));
  if (stranger !== undefined) {
    return wrong(
      `${stranger.key} lies beside the table's own files: it belongs to no table, and is paid for every month.`,
      {
        praise: `The question reads ${mine.bytesScanned} bytes instead of ${csv.bytesScanned}.`,
        expected: `nothing beside ${prefix}line=…/`,
        seen: stranger.key,
      },
    );
  }
  return right(`A question about one line reads ${mine.bytesScanned} bytes instead of ${csv.bytesScanned}.`);
}

async function query(lab: Lab, sql: string) {
  return lab.query(sql).catch((error: Error) => {
    throw error instanceof QueryError ? new Decided(wrong(`Athena cannot answer \`${sql}\`: ${error.message}`)) : error;
  });
}
