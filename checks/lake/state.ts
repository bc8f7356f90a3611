import { BatchCreatePartitionCommand, type StorageDescriptor } from "@aws-sdk/client-glue";
import type { Lab } from "../engine/lab/lab";
import { putParquet } from "../engine/lab/put-parquet";
import { type ColumnTypes, csvTable, parquetTable, putTable } from "../engine/lab/put-table";
import { byProgram, newTypes, oldTypes, wearText } from "./evolution/programs";
import { cutTypes, keys, names } from "./layout";
import { type Cut, csvOf, dayOf } from "./shop/cuts";
import { type Deliveries, deliveryFiles } from "./shop/deliveries";

/** The shop's file. */
export async function putRaw(lab: Lab, cuts: readonly Cut[], root = ""): Promise<void> {
  await lab.put(`${root}${keys.raw}cuts.csv`, csvOf(cuts));
}

/** The table over the shop's CSV file. */
export function csvStorage(bucket: string, root = ""): StorageDescriptor {
  return csvTable(cutTypes, `s3://${bucket}/${root}${keys.raw}`, ";");
}

export async function putCsvTable(lab: Lab): Promise<void> {
  await putTable(lab, names.database, names.csvTable, csvStorage(lab.bucket), { "skip.header.line.count": "1" });
}

const duckTypesOf = (types: ColumnTypes): ColumnTypes =>
  Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, type === "string" ? "VARCHAR" : type.toUpperCase()]),
  );
const duckTypes = duckTypesOf(cutTypes);

/** The cuts as Parquet, and a table over them. */
export async function putCuts(
  lab: Lab,
  cuts: readonly Cut[],
  { root = "", database = names.database as string, table = names.table as string } = {},
): Promise<void> {
  const rows = cuts.map((cut) => ({ ...cut }));
  await putParquet(lab, `${root}${keys.cuts}`, rows, duckTypes);
  await putTable(lab, database, table, parquetTable(cutTypes, `s3://${lab.bucket}/${root}${keys.cuts}`));
}

/** The cuts as Parquet, a folder a day, and a table over them. */
export async function putByDay(
  lab: Lab,
  cuts: readonly Cut[],
  { root = "", database = names.database as string } = {},
): Promise<void> {
  const prefix = `${root}${keys.byDay}`;
  const rows = cuts.map((cut) => ({ ...cut, day: dayOf(cut) }));
  await putParquet(lab, prefix, rows, duckTypes, "day");
  const storage = parquetTable(cutTypes, `s3://${lab.bucket}/${prefix}`);
  await putTable(lab, database, names.byDay, storage, {}, [{ Name: "day", Type: "date" }]);
  const PartitionInputList = [...new Set(cuts.map(dayOf))].map((day) => ({
    Values: [day],
    StorageDescriptor: { ...storage, Location: `${storage.Location}day=${day}/` },
  }));
  const input = { DatabaseName: database, TableName: names.byDay, PartitionInputList };
  await lab.glue.send(new BatchCreatePartitionCommand(input));
}

/** The cuts as the old and the new program write them, and a table over each. */
export async function putPrograms(
  lab: Lab,
  cuts: readonly Cut[],
  { root = "", database = names.database as string } = {},
): Promise<void> {
  const { before, after } = byProgram(cuts);
  const written = after.map((cut) => ({ ...cut, wear_min: wearText(cut) }));
  for (const [table, place, rows, types] of [
    [names.before, keys.before, before, oldTypes],
    [names.after, keys.after, written, newTypes],
  ] as const) {
    await putParquet(
      lab,
      `${root}${place}`,
      rows.map((cut) => ({ ...cut })),
      duckTypesOf(types),
    );
    await putTable(lab, database, table, parquetTable(types, `s3://${lab.bucket}/${root}${place}`));
  }
}

/** The cuts as an Iceberg table, partitioned by day, over those of {@link putCuts}. */
export async function putIceberg(lab: Lab, cuts: readonly Cut[]): Promise<void> {
  await putCuts(lab, cuts);
  await lab.query(`DROP TABLE IF EXISTS ${names.iceberg}`);
  await lab.deletePrefix(keys.iceberg);
  await lab.query(`CREATE TABLE ${names.iceberg} WITH (table_type = 'ICEBERG', is_external = false,
    location = 's3://${lab.bucket}/${keys.iceberg}', partitioning = ARRAY['day(cut_at)']) AS SELECT * FROM ${names.table}`);
}

const deliveryTypes = {
  deliveries: { delivery_id: "int", site: "string", latitude: "double", longitude: "double" },
  sites: { site: "string", latitude: "double", longitude: "double" },
  zones: { zone: "string", area: "string" },
} as const;

/** The deliveries, sites and zones of a shop as CSV files, and tables over them. */
export async function putDeliveries(
  lab: Lab,
  deliveries: Deliveries,
  { root = "", database = names.database as string } = {},
): Promise<void> {
  const files = deliveryFiles(deliveries);
  for (const name of ["deliveries", "sites", "zones"] as const) {
    const prefix = `${root}raw/${name}/`;
    await lab.put(`${prefix}${name}.csv`, files[name]);
    const storage = csvTable(deliveryTypes[name], `s3://${lab.bucket}/${prefix}`, ";");
    await putTable(lab, database, name, storage, { "skip.header.line.count": "1" });
  }
}
