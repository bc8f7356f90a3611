import { gzipSync } from "node:zlib";
import { AskedDuckDb, makeTable } from "../../engine/clauses/asked-duckdb";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onFreshData } from "../../engine/context";
import type { Finding } from "../../engine/verdict";
import { tableOnFreshData, viewOnFreshData } from "../01-formats";
import { judgeHandover } from "../formats/judge-handover";
import { judgeForm } from "../formats/judge-parquet";
import { everyOf, judgeRows, judgeTypes, type SeenCuts } from "../formats/judge-table";
import { judgeScan, judgeTorque } from "../formats/judge-torque";
import { type CutColumn, cutColumns, cutTypes, keys } from "../layout";
import { type Cut, csvOf, cutsOf, freshCuts, shopWorld } from "../shop/cuts";

/** What a student makes in step 1. */
export interface Formats {
  readonly types: Partial<Record<CutColumn, string>>;
  readonly delimiter: string;
  readonly skipsHeader: boolean;
  readonly nullFormat: string | undefined;
  readonly isView: boolean;
  readonly inputFormat: string;
  readonly place: string;
  readonly codec: string;
  /** The SELECT of the view, over `cuts`. */
  readonly view: string;
  /** Of the CSV's bytes, what the view reads. */
  readonly scanned: number;
  /** The lines of each file of the handover. */
  readonly handover: (cuts: readonly Cut[]) => readonly string[][];
  readonly isZipped: boolean;
}

const line = ({ cut_id, mill, failure }: Cut): string => JSON.stringify({ cut_id, mill, failure });
const failed = (cuts: readonly Cut[]): Cut[] => cuts.filter(({ failure }) => failure !== null);

const right: Formats = {
  types: cutTypes,
  delimiter: ";",
  skipsHeader: true,
  nullFormat: "",
  isView: false,
  inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
  place: keys.cuts,
  codec: "ZSTD",
  view: "SELECT site, count(*) AS cuts, avg(torque_nm) AS mean_torque, count(failure) AS failures FROM cuts GROUP BY site",
  scanned: 0.05,
  handover: (cuts) => [failed(cuts).map(line)],
  isZipped: true,
};

const others: readonly OtherWay<Formats>[] = [
  {
    name: "by joins and conditions, more columns, in upper case, with files of their own",
    solution: {
      view: `SELECT upper('x') AS x, sum(CASE WHEN failure IS NOT NULL THEN 1 ELSE 0 END) AS FAILURES,
        sum(torque_nm) / count(torque_nm) AS MEAN_TORQUE, count(cut_id) AS CUTS, SITE FROM cuts GROUP BY site`,
      handover: (cuts) => [[], failed(cuts).slice(0, 10).map(line), failed(cuts).slice(10).map(line)],
    },
  },
];

const { cut_at: _time, ...withoutTime } = cutTypes;
const view = (select: string, more = ""): Partial<Formats> => ({
  view: `SELECT site, ${select} FROM cuts ${more} GROUP BY site`,
});

const clauses: readonly Clause<Formats>[] = [
  {
    task: "1.1",
    clause: "every column",
    plant: "the columns in the catalog",
    mistake: "cut_at forgotten",
    wrong: { types: withoutTime },
    message: "The column cut_at is missing.",
  },
  {
    task: "1.1",
    clause: "cut_at timestamp",
    plant: "its type",
    mistake: "cut_at as text",
    wrong: { types: { ...cutTypes, cut_at: "string" } },
    message: "cut_at has another type: text sorts, but no hour can be taken of it, and none subtracted.",
  },
  {
    task: "1.1",
    clause: "numbers",
    plant: "its type",
    mistake: "torque_nm as text",
    wrong: { types: { ...cutTypes, torque_nm: "string" } },
    message: "torque_nm has another type: as text, 9 comes after 10, and no mean can be taken.",
  },
  {
    task: "1.1",
    clause: "every cut, and no other row",
    plant: "the file's first line",
    mistake: "the header is read as a cut",
    wrong: { skipsHeader: false },
    message: "There is one row too many, and it has no cut_id: the header's line is read as a cut.",
  },
  {
    task: "1.1",
    clause: "every cell",
    plant: "`;` stands between the cells",
    mistake: "FIELDS TERMINATED BY ','",
    wrong: { delimiter: "," },
    message: "Only the first column has values: what stands between the cells of the file?",
  },
  {
    task: "1.1",
    clause: "an empty failure is NULL",
    plant: "most cuts did not fail",
    mistake: "no NULL DEFINED AS ''",
    wrong: { nullFormat: undefined },
    message:
      "failure of cut … is another than in the file: it is empty there, and an empty text is not NULL, so count(failure) counts it.",
  },
  {
    task: "1.2",
    clause: "a table",
    plant: "its type in the catalog",
    mistake: "a view",
    wrong: { isView: true },
    message: "It is a view: a view stores no data, and each question reads the CSV again.",
  },
  {
    task: "1.2",
    clause: "Parquet",
    plant: "the format in the catalog",
    mistake: "format = 'ORC'",
    wrong: { inputFormat: "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat" },
    message: "The table is not Parquet.",
  },
  {
    task: "1.2",
    clause: "under processed/cuts/",
    plant: "the place in the catalog",
    mistake: "no external_location",
    wrong: { place: "athena-results/tables/x/" },
    message:
      "The table's files lie elsewhere: without external_location Athena puts them beside its results, which are deleted after a week.",
  },
  {
    task: "1.2",
    clause: "zstd",
    plant: "the footers of the files",
    mistake: "no write_compression",
    wrong: { codec: "GZIP" },
    message: "The files have another compression: that is what Athena takes where write_compression is not given.",
  },
  {
    task: "1.2",
    clause: "compressed",
    plant: "the footers of the files",
    mistake: "write_compression = 'NONE'",
    wrong: { codec: "UNCOMPRESSED" },
    message: "The files have another compression: they are not compressed at all.",
  },
  {
    task: "1.3",
    clause: "cuts, mean_torque, failures",
    plant: "the columns",
    mistake: "mean_torque is called torque",
    wrong: view("count(*) AS cuts, avg(torque_nm) AS torque, count(failure) AS failures"),
    message: "The view has no column mean_torque.",
  },
  {
    task: "1.3",
    clause: "how many failed",
    plant: "most cuts did not fail",
    mistake: "count(*) as failures",
    wrong: view("count(*) AS cuts, avg(torque_nm) AS mean_torque, count(*) AS failures"),
    message: "failures of … is another number: it is that of all cuts. What counts count(*), and what count(failure)?",
  },
  {
    task: "1.3",
    clause: "how many failed, not how many kinds",
    plant: "each site has many failures",
    mistake: "count(DISTINCT failure)",
    wrong: view("count(*) AS cuts, avg(torque_nm) AS mean_torque, count(DISTINCT failure) AS failures"),
    message: "failures of … is another number.",
  },
  {
    task: "1.3",
    clause: "cuts: all of them",
    plant: "most cuts did not fail",
    mistake: "WHERE failure IS NOT NULL",
    wrong: view(
      "count(*) AS cuts, avg(torque_nm) AS mean_torque, count(failure) AS failures",
      "WHERE failure IS NOT NULL",
    ),
    message: "cuts of … is another number.",
  },
  {
    task: "1.3",
    clause: "not rounded",
    plant: "no mean is a whole number",
    mistake: "round(avg(torque_nm))",
    wrong: view("count(*) AS cuts, round(avg(torque_nm)) AS mean_torque, count(failure) AS failures"),
    message: "mean_torque of … is another number: it is rounded.",
  },
  {
    task: "1.3",
    clause: "a row a site",
    plant: "every site has cuts",
    mistake: "the names of the sites in a WHERE",
    wrong: view("count(*) AS cuts, avg(torque_nm) AS mean_torque, count(failure) AS failures", "WHERE site <> 'Brno'"),
    message: "Of the sites, 1 is missing (such as Brno).",
  },
  {
    task: "1.3",
    clause: "any shop",
    plant: "another shop has other sites",
    mistake: "the four sites in a WHERE",
    wrong: view(
      "count(*) AS cuts, avg(torque_nm) AS mean_torque, count(failure) AS failures",
      "WHERE site IN ('Aalen', 'Brno', 'Cluj', 'Delft')",
    ),
    message: `${viewOnFreshData} Of the sites, …`,
  },
  {
    task: "1.3",
    clause: "an eighth of the CSV's bytes",
    plant: "the bytes that Athena reports",
    mistake: "the view asks cuts_csv",
    wrong: { scanned: 1 },
    message: "The view reads every byte of the CSV: which table does it ask?",
  },
  {
    task: "1.3",
    clause: "only the columns that it needs",
    plant: "the bytes that Athena reports",
    mistake: "max over every column as well",
    wrong: { scanned: 0.3 },
    message: "The view reads more than the columns that it needs.",
  },
  {
    task: "1.4",
    clause: "gzip",
    plant: "the first bytes of the files",
    mistake: "no compression",
    wrong: { isZipped: false },
    message: "handover/0 is not gzip.",
  },
  {
    task: "1.4",
    clause: "JSON lines",
    plant: "the lines",
    mistake: "format = 'TEXTFILE'",
    wrong: { handover: (cuts) => [failed(cuts).map((cut) => `${cut.cut_id},${cut.mill},${cut.failure}`)] },
    message: "A line is no JSON object.",
  },
  {
    task: "1.4",
    clause: "the failed cuts",
    plant: "most cuts did not fail",
    mistake: "WHERE failure <> 'none'",
    wrong: { handover: (cuts) => [cuts.map(line)] },
    message: "All cuts are handed over: only those that failed are asked for. Is an empty text NULL?",
  },
  {
    task: "1.4",
    clause: "all that failed",
    plant: "some failed without a known kind",
    mistake: "WHERE failure <> '?'",
    wrong: {
      handover: (cuts) => [
        failed(cuts)
          .filter(({ failure }) => failure !== "?")
          .map(line),
      ],
    },
    message: "Of the failed cuts, … missing (such as …).",
  },
  {
    task: "1.4",
    clause: "each once, however often the cells are run",
    plant: "a second run",
    mistake: "a folder of its own for each run",
    wrong: { handover: (cuts) => [failed(cuts).map(line), failed(cuts).map(line)] },
    message: "Each failed cut is there twice: UNLOAD does not replace what an earlier run has written.",
  },
  {
    task: "1.4",
    clause: "cut_id, mill and failure",
    plant: "the keys of the objects",
    mistake: "mill forgotten",
    wrong: {
      handover: (cuts) => [failed(cuts).map(({ cut_id, failure }) => JSON.stringify({ cut_id, failure }))],
    },
    message: "mill of cut … is missing.",
  },
];

export const step1: StepClauses<Formats> = {
  step: 1,
  right,
  others,
  clauses,
  tasks: ["1.1", "1.2", "1.3", "1.4"],
  seeds: 20,
  judge,
};

const own = cutsOf(shopWorld);
const bucket = "bucket";

async function judge(solution: Formats, task: string, seed: number): Promise<Finding> {
  const fresh = freshCuts(seed);
  if (task === "1.1") {
    const first = judgeTypes(tableOf(solution)) ?? judgeRows(own, readCsv(own, solution));
    return onFreshData(first, [judgeRows(fresh, readCsv(fresh, solution))], tableOnFreshData);
  }
  if (task === "1.2") {
    return judgeForm({ table: tableOf(solution), bucket, codecs: [solution.codec, solution.codec] });
  }
  if (task === "1.3") {
    const first = judgeTorque(own, await duckDb.answer(own, solution.view));
    const scan = judgeScan(solution.scanned * 1_000, 1_000);
    return first.state === "right" && scan.state !== "right"
      ? scan
      : onFreshData(first, [judgeTorque(fresh, await duckDb.answer(fresh, solution.view))], viewOnFreshData);
  }
  const files = solution.handover(own).map((lines) => Buffer.from(lines.map((text) => `${text}\n`).join("")));
  const zip = (bytes: Buffer): Buffer => (solution.isZipped ? gzipSync(bytes) : bytes);
  return judgeHandover(
    own,
    files.map((bytes, index) => ({ key: `${keys.handover}${index}`, bytes: zip(bytes) })),
  );
}

function tableOf({ types, isView, inputFormat, place }: Formats) {
  return {
    Name: "cuts",
    TableType: isView ? "VIRTUAL_VIEW" : "EXTERNAL_TABLE",
    StorageDescriptor: {
      Columns: Object.entries(types).map(([Name, Type]) => ({ Name, Type })),
      InputFormat: inputFormat,
      Location: `s3://${bucket}/${place}`,
    },
  };
}

/** What a table of delimited text reads of a shop's file: a cell that is no number becomes NULL in a column of numbers. */
function readCsv(cuts: readonly Cut[], { delimiter, skipsHeader, nullFormat }: Formats): SeenCuts {
  const lines = csvOf(cuts).trimEnd().split("\n");
  const rows = lines.slice(skipsHeader ? 1 : 0).map((text) => {
    const cells = text.split(delimiter);
    return cutColumns.map((name, index) => {
      const cell = cells[index];
      const isText = cutTypes[name] === "string";
      const isNull = cell === undefined || cell === nullFormat || (!isText && !/^[\d:. -]+$/.test(cell));
      return isNull ? undefined : cell;
    });
  });
  const every = everyOf(cuts.length);
  const isCompared = ([id]: readonly (string | undefined)[]): boolean => id === undefined || Number(id) % every === 0;
  return { count: rows.length, rows: rows.filter(isCompared) };
}

const duckDb = new AskedDuckDb<readonly Cut[]>((connection, cuts) =>
  makeTable(
    connection,
    "cuts",
    "cut_id, site, torque_nm, failure",
    cuts.map(
      ({ cut_id, site, torque_nm, failure }) =>
        `(${cut_id}, '${site}', ${torque_nm}::double, ${failure === null ? "NULL" : `'${failure}'`})`,
    ),
  ),
);
