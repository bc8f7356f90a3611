import { kiosk } from "../../../datasets/retail/world";
import type { Lab } from "../../engine/lab/lab";
import type { RetailContext } from "../context";
import { keys, names } from "../layout";
import { finalRows, type GoldDays, goldDays, silverFile } from "./days";

/** A day of silver, below a root. */
export async function putSilverDay(lab: Lab, dt: string, rows: GoldDays["before"], root = ""): Promise<void> {
  await lab.put(`${root}${keys.category}dt=${dt}/category.csv`, silverFile(rows));
}

/** What exercise 8 leaves. */
export async function putGold({ lab, own }: RetailContext): Promise<void> {
  const days = goldDays(own.truth, kiosk);
  const rows = finalRows(days);
  for (const day of days.days) {
    await putSilverDay(
      lab,
      day,
      rows.filter(({ dt }) => dt === day),
    );
  }
  await lab.query(`DROP TABLE IF EXISTS ${names.categoryDaily}`);
  await lab.deletePrefix(keys.categoryDaily);
  const values = rows.map((row) => `(date '${row.dt}', '${row.small_category}', ${row.units}, ${row.sales})`);
  await lab.query(`CREATE TABLE ${names.categoryDaily} WITH (table_type = 'ICEBERG', is_external = false,
    location = 's3://${lab.bucket}/${keys.categoryDaily}', partitioning = ARRAY['month(dt)'])
    AS SELECT dt, small_category, CAST(units AS bigint) AS units, CAST(sales AS bigint) AS sales
    FROM (VALUES ${values.join(", ")}) AS rows (dt, small_category, units, sales)`);
}
