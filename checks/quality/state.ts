import {
  BatchCreatePartitionCommand,
  CreateCrawlerCommand,
  type CreateCrawlerRequest,
  DeleteTableCommand,
  type StorageDescriptor,
} from "@aws-sdk/client-glue";
import { roleOf } from "../../helpers/workshop";
import { groups } from "../engine/groups";
import { type Lab, unless } from "../engine/lab/lab";
import type { Cell } from "../engine/lab/parquet";
import { putParquet, type Types } from "../engine/lab/put-parquet";
import { columnsOf, parquetTable, putTable } from "../engine/lab/put-table";
import { keys, names, type PlantFiles, rawColumns } from "./layout";
import { names as workshop } from "./names";
import type { RawRow, Truth } from "./truth";

export const featureTypes: Types = {
  coil_id: "VARCHAR",
  line: "VARCHAR",
  seen_at: "TIMESTAMP",
  gauge_mm: "DOUBLE",
  area_px: "BIGINT",
  width_px: "BIGINT",
  height_px: "BIGINT",
  aspect: "DOUBLE",
  gloss: "DOUBLE",
  roughness: "DOUBLE",
  contrast: "DOUBLE",
};
export const judgedTypes: Types = {
  ...featureTypes,
  defect: "VARCHAR",
  length_mm: "DOUBLE",
  judgement: "VARCHAR",
  severity: "VARCHAR",
};
export const rejectedTypes: Types = {
  ...Object.fromEntries([...rawColumns, "day"].map((name) => [name, "VARCHAR"])),
  reject_reason: "VARCHAR",
};

/** Step 1's state: the raw files, an object a day. */
export async function putRaw(lab: Lab, files: PlantFiles, { rows, labels }: Truth, root = ""): Promise<void> {
  const header = files.inspections.split("\n")[0];
  for (const [day, ofDay] of groups(rows, (row) => row.day)) {
    const text = ofDay.map((row) => csvLine(row)).join("\n");
    await lab.put(`${root}raw/inspections/day=${day}/inspections.csv`, `${header}\n${text}\n`);
  }
  for (const [day, ofDay] of groups(labels, (label) => label.day)) {
    const text = ofDay.map(({ coil_id, defect }) => JSON.stringify({ coil_id, defect })).join("\n");
    await lab.put(`${root}raw/labels/day=${day}/labels.json`, `${text}\n`);
  }
}

export async function putManifest(lab: Lab, truth: Truth): Promise<void> {
  const objects = await lab.objects(keys.raw);
  const bytes = objects.reduce((sum, { size }) => sum + size, 0);
  await lab.put(keys.manifest, JSON.stringify({ objects: objects.length, rows: truth.rows.length, bytes }));
}

export function csvLine(row: RawRow): string {
  return rawColumns.map((name) => row[name]).join(",");
}

/** The crawler as it should be. */
export function crawlerInput(bucket: string): CreateCrawlerRequest {
  return {
    Name: names.crawler,
    Role: roleOf(workshop),
    DatabaseName: names.database,
    TablePrefix: "plant_",
    Targets: { S3Targets: [{ Path: `s3://${bucket}/${keys.raw}` }] },
    SchemaChangePolicy: { UpdateBehavior: "LOG", DeleteBehavior: "LOG" },
    Configuration: JSON.stringify({
      Version: 1.0,
      CrawlerOutput: { Partitions: { AddOrUpdateBehavior: "InheritFromTable" } },
    }),
  };
}

/** Step 2's state: the crawler, and the tables with `coil_id` as text. */
export async function putTables(lab: Lab, days: readonly string[]): Promise<void> {
  await lab.glue
    .send(new CreateCrawlerCommand(crawlerInput(lab.bucket)))
    .catch(unless("AlreadyExistsException", undefined));
  const csv = { ...csvFormat(`s3://${lab.bucket}/raw/inspections/`), Columns: csvColumns };
  await putDailyTable(lab, names.inspectionsTable, csv, days);
  const json: StorageDescriptor = {
    Columns: columnsOf({ coil_id: "string", defect: "string" }),
    Location: `s3://${lab.bucket}/raw/labels/`,
    InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    SerdeInfo: { SerializationLibrary: "org.openx.data.jsonserde.JsonSerDe" },
  };
  await putDailyTable(lab, names.labelsTable, json, days);
}

/** The columns of `plant_inspections` as a crawler finds them, but for `coil_id`, which is text as it should be. */
export const csvColumns = columnsOf({
  coil_id: "string",
  line: "string",
  seen_at: "string",
  x0: "bigint",
  x1: "bigint",
  y0: "bigint",
  y1: "bigint",
  area_px: "bigint",
  gauge: "string",
  gloss: "double",
  roughness: "double",
  contrast: "double",
});

function csvFormat(location: string): StorageDescriptor {
  return {
    Location: location,
    InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    SerdeInfo: {
      SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
      Parameters: { "field.delim": "," },
    },
  };
}

async function putDailyTable(
  lab: Lab,
  name: string,
  storage: StorageDescriptor,
  days: readonly string[],
  database: string = names.database,
): Promise<void> {
  const isCsv = storage.InputFormat === csvFormat("").InputFormat;
  const parameters: Record<string, string> = isCsv
    ? { "skip.header.line.count": "1", classification: "csv" }
    : { classification: "parquet" };
  await putTable(lab, database, name, storage, parameters, [{ Name: "day", Type: "string" }]);
  const PartitionInputList = days.map((day) => ({
    Values: [day],
    StorageDescriptor: { ...storage, Location: `${storage.Location}day=${day}/` },
  }));
  await lab.glue.send(new BatchCreatePartitionCommand({ DatabaseName: database, TableName: name, PartitionInputList }));
}

/** The table `judged`, as notebook 7 makes it, or another one over the same files. */
export async function putJudgedTable(
  lab: Lab,
  truth: Truth,
  root = "",
  database: string = names.database,
  name: string = names.judgedTable,
): Promise<void> {
  const hive: Readonly<Record<string, string>> = { VARCHAR: "string", TIMESTAMP: "timestamp", DOUBLE: "double" };
  const types = Object.fromEntries(Object.entries(judgedTypes).map(([name, type]) => [name, hive[type] ?? "bigint"]));
  const days = groups(truth.judged, ({ day }) => day).map(([day]) => day);
  const storage = parquetTable(types, `s3://${lab.bucket}/${root}${keys.judged}`);
  await putDailyTable(lab, name, storage, days, database);
}

/** Rows as they stand in `processed/features/`. */
export function featureRows(truth: Truth): Record<string, Cell>[] {
  return truth.features.map(({ vector, ...row }) => ({ ...row, ...vector }));
}

export function judgedRows(truth: Truth): Record<string, Cell>[] {
  return truth.judged.map(({ vector, ...row }) => ({ ...row, ...vector }));
}

export function rejectedRows(truth: Truth): Record<string, Cell>[] {
  return truth.rejected.map(({ row, reason }) => ({ ...row, reject_reason: reason }));
}

export function vectorRows(truth: Truth): Record<string, Cell>[] {
  return truth.features.map(({ coil_id: id, day }, index) => {
    const values = Object.entries(truth.normalised[index] ?? {}).map(([name, value]) => [`${name}_norm`, value]);
    return { coil_id: id, day, ...(Object.fromEntries(values) as Record<string, number>) };
  });
}

export const vectorTypes: Types = {
  coil_id: "VARCHAR",
  gloss_norm: "DOUBLE",
  roughness_norm: "DOUBLE",
  contrast_norm: "DOUBLE",
};

/** Step 3's state: features, vectors and rejected rows. */
export async function putFeatures(lab: Lab, truth: Truth, root = ""): Promise<void> {
  await putParquet(lab, root + keys.features, featureRows(truth), featureTypes, "day");
  await putParquet(lab, root + keys.vectors, vectorRows(truth), vectorTypes, "day");
  await putParquet(lab, root + keys.rejected, rejectedRows(truth), rejectedTypes);
}

export const unmatchedTypes: Types = { record: "VARCHAR", coil_id: "VARCHAR", reason: "VARCHAR" };

/** Step 4's state: judged coils and unmatched records. */
export async function putJudged(lab: Lab, truth: Truth, root = ""): Promise<void> {
  await putParquet(lab, root + keys.judged, judgedRows(truth), judgedTypes, "day");
  await putParquet(
    lab,
    root + keys.unmatched,
    truth.unmatched.map((row) => ({ ...row })),
    unmatchedTypes,
  );
}

export const ratioTypes: Types = { line: "VARCHAR", coils: "BIGINT", ng: "BIGINT", ng_ratio: "DOUBLE" };
export const intervalTypes: Types = { line: "VARCHAR", wilson_low: "DOUBLE", wilson_high: "DOUBLE" };
export const chartTypes: Types = {
  line: "VARCHAR",
  day: "VARCHAR",
  coils: "BIGINT",
  ng: "BIGINT",
  ratio: "DOUBLE",
  center: "DOUBLE",
  ucl: "DOUBLE",
  out_of_control: "BOOLEAN",
};

/** Step 5's state: ratios, intervals and the p-chart. */
export async function putEvaluation(lab: Lab, truth: Truth): Promise<void> {
  const ratios = truth.ratios.map((row) => ({ ...row }));
  await putParquet(lab, keys.ratios, ratios, ratioTypes);
  await putParquet(lab, keys.intervals, ratios, intervalTypes);
  await putParquet(
    lab,
    keys.pChart,
    truth.chart.map((row) => ({ ...row })),
    chartTypes,
  );
}

/** Step 6's state: the table of raw inspections as Parquet by line. */
export async function putByLine(lab: Lab): Promise<void> {
  await lab.glue
    .send(new DeleteTableCommand({ DatabaseName: names.database, Name: names.parquetTable }))
    .catch(unless("EntityNotFoundException", undefined));
  await lab.deletePrefix(keys.byLine);
  await lab.query(byLineSql(lab.bucket));
}

/** The CTAS of step 6. */
function byLineSql(bucket: string): string {
  return `CREATE TABLE ${names.parquetTable} WITH (format = 'PARQUET', partitioned_by = ARRAY['line'],
    external_location = 's3://${bucket}/${keys.byLine}') AS
    SELECT coil_id, CAST(seen_at AS timestamp) AS seen_at, CAST(day AS date) AS day,
      CAST(nullif(replace(gauge, ' mm', ''), '') AS double) AS gauge_mm, x0, x1, y0, y1, area_px,
      gloss, roughness, contrast, line
    FROM ${names.inspectionsTable}`;
}
