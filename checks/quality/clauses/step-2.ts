import type { SchemaChangePolicy } from "@aws-sdk/client-glue";
import type { Clause, OtherWay } from "../../engine/clauses/clause";

/** What the crawler is told, and what is done with the tables after its run. */
export interface Catalog {
  /** Below the bucket. */
  readonly paths: readonly string[];
  readonly prefix: string;
  readonly database: string;
  readonly isRun: boolean;
  /** How many of the days lie there when it runs. */
  readonly days: number;
  /** Types of the table's columns that are written over the crawler's; all others stay. */
  readonly tableTypes: Readonly<Record<string, string>>;
  /** The same in each partition. */
  readonly partitionTypes: Readonly<Record<string, string>>;
  /** What of the table is sent to UpdateTable. */
  readonly sent: { readonly partitionKeys: boolean; readonly parameters: boolean; readonly onlyId: boolean };
  /** The table's columns in another order. */
  readonly isReversed: boolean;
  /** Names of columns in upper case. */
  readonly isUpper: boolean;
  readonly policy: SchemaChangePolicy | undefined;
  readonly configuration: string | undefined;
}

const asText = { coil_id: "string" };
const inherits = JSON.stringify({
  Version: 1.0,
  CrawlerOutput: { Partitions: { AddOrUpdateBehavior: "InheritFromTable" } },
});

const right: Catalog = {
  paths: ["/raw/"],
  prefix: "plant_",
  database: "quality_exercises",
  isRun: true,
  days: 8,
  tableTypes: asText,
  partitionTypes: asText,
  sent: { partitionKeys: true, parameters: true, onlyId: false },
  isReversed: false,
  isUpper: false,
  policy: { UpdateBehavior: "LOG", DeleteBehavior: "LOG" },
  configuration: inherits,
};

const others: readonly OtherWay<Catalog>[] = [
  { name: "a target for each folder", solution: { paths: ["/raw/labels/", "/raw/inspections"] } },
  {
    name: "names of columns in upper case, and new columns merged",
    solution: {
      isUpper: true,
      policy: undefined,
      configuration: JSON.stringify({
        Version: 1.0,
        CrawlerOutput: {
          Partitions: { AddOrUpdateBehavior: "InheritFromTable" },
          Tables: { AddOrUpdateBehavior: "MergeNewColumns" },
        },
      }),
    },
  },
];

const clauses: readonly Clause<Catalog>[] = [
  {
    task: "2.1",
    clause: "the crawler has run",
    plant: "the crawler's last crawl",
    mistake: "made, never started",
    wrong: { isRun: false },
    message: "The crawler is made, but has not run: a crawler does nothing until it is started.",
  },
  {
    task: "2.1",
    clause: "both tables",
    plant: "two folders under raw/",
    mistake: "one folder",
    wrong: { paths: ["/raw/inspections/"] },
    message: "The crawler's path is another: raw/ holds both folders.",
  },
  {
    task: "2.1",
    clause: "these tables alone",
    plant: "config/ lies beside raw/",
    mistake: "the whole bucket",
    wrong: { paths: ["/"] },
    message: "The crawler's path is another: it would take everything in the bucket for data.",
  },
  {
    task: "2.1",
    clause: "plant_inspections and plant_labels",
    plant: "the tables' names",
    mistake: "no prefix",
    wrong: { prefix: "" },
    message: "The tables' names begin otherwise.",
  },
  {
    task: "2.1",
    clause: "in the database quality_exercises",
    plant: "the crawler's database",
    mistake: "the lesson's database",
    wrong: { database: "quality_lab" },
    message: "The crawler writes into another database.",
  },
  {
    task: "2.1",
    clause: "with all eight days",
    plant: "eight days",
    mistake: "crawled before all was there",
    wrong: { days: 5 },
    message:
      "plant_inspections does not know every day: crawl again after the upload. Of the days, 3 are missing (such as 2025-08-09).",
  },
  {
    task: "2.2",
    clause: "coil_id a string",
    plant: "ids of digits, which the crawler takes for numbers",
    mistake: "not corrected",
    wrong: { tableTypes: {}, partitionTypes: {} },
    message: "coil_id is still the bigint that the crawler guessed: 00176 reads as 176.",
  },
  {
    task: "2.2",
    clause: "coil_id no number",
    plant: "its type",
    mistake: "int",
    wrong: { tableTypes: { coil_id: "int" } },
    message: "coil_id has another type, but a number again: an identifier is text, whatever its digits.",
  },
  {
    task: "2.2",
    clause: "coil_id a string, no other text",
    plant: "its type",
    mistake: "varchar(5)",
    wrong: { tableTypes: { coil_id: "varchar(5)" }, partitionTypes: { coil_id: "varchar(5)" } },
    message: "coil_id is text, but of another type than was asked.",
  },
  {
    task: "2.2",
    clause: "in each of its partitions",
    plant: "eight partitions with columns of their own",
    mistake: "the table only",
    wrong: { partitionTypes: {} },
    message:
      "The table is corrected, but 8 partitions keep columns of their own, in which coil_id has another type, and Athena reads those.",
  },
  {
    task: "2.2",
    clause: "all else as the crawler made it: types",
    plant: "columns of numbers",
    mistake: "every column a string",
    wrong: {
      tableTypes: { ...asText, x0: "string", x1: "string", y0: "string", y1: "string", area_px: "string" },
    },
    message: "x0 has another type than the crawler gave it: coil_id alone was to change.",
  },
  {
    task: "2.2",
    clause: "all else as the crawler made it: types of the partitions",
    plant: "columns of numbers",
    mistake: "gloss a string in the partitions",
    wrong: { partitionTypes: { ...asText, gloss: "string" } },
    message:
      "The table is corrected, but 8 partitions keep columns of their own, in which gloss has another type, and Athena reads those.",
  },
  {
    task: "2.2",
    clause: "all else as the crawler made it: columns",
    plant: "twelve columns",
    mistake: "UpdateTable with the one column",
    wrong: { sent: { ...right.sent, onlyId: true } },
    message: "The table has no column line: UpdateTable replaces all of TableInput, the other columns too.",
  },
  {
    task: "2.2",
    clause: "all else as the crawler made it: the order of the columns",
    plant: "twelve columns",
    mistake: "columns turned round",
    wrong: { isReversed: true },
    message: "The table's columns are not those of the files, in their order: CSV has no other way to tell them.",
  },
  {
    task: "2.2",
    clause: "all else as the crawler made it: the partition key",
    plant: "the partition key in the catalog",
    mistake: "UpdateTable without PartitionKeys",
    wrong: { sent: { ...right.sent, partitionKeys: false } },
    message: "The table has no partition key: UpdateTable replaces all of TableInput, PartitionKeys too.",
  },
  {
    task: "2.2",
    clause: "Athena reads every id with its zeros, and nothing else",
    plant: "a header in each object",
    mistake: "UpdateTable without Parameters",
    wrong: { sent: { ...right.sent, parameters: false } },
    message:
      "Athena reads other coils than the files hold: did UpdateTable keep the format and the header's line? Of the coils, 1 is too many (such as coil_id).",
  },
  {
    task: "2.3",
    clause: "the next run leaves the correction alone",
    plant: "a copy of the table that does not know the last day",
    mistake: "the default policy",
    wrong: { policy: undefined, configuration: undefined },
    message: "A copy of your crawler was run on a copy of your table: after it, coil_id is no string there.",
  },
  {
    task: "2.3",
    clause: "a new day's partition has coil_id as text too",
    plant: "a copy of the table that does not know the last day",
    mistake: "UpdateBehavior LOG alone",
    wrong: { configuration: undefined },
    message: "The table stays as you corrected it, but in a new day's partition coil_id is no string.",
  },
];

/** The clauses of step 2. All of them want the real crawler; nothing of the verdict depends on the seed. */
export const step2 = { right, others, clauses };
