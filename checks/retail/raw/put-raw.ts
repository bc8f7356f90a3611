import { fileNames, shopFiles } from "../../../datasets/retail/shop-data";
import type { ReceiptLine } from "../../../datasets/retail/simulate";
import { kiosk } from "../../../datasets/retail/world";
import { putParquet } from "../../engine/lab/put-parquet";
import type { RetailContext } from "../context";
import { keys } from "../layout";
import { dayOf, delivered, kept, newest, runsOf } from "./lines";

const types = {
  receipt_id: "BIGINT",
  line_no: "INTEGER",
  sold_at: "TIMESTAMP",
  product_id: "INTEGER",
  product_name: "VARCHAR",
  quantity: "INTEGER",
  unit_price: "INTEGER",
  amount: "INTEGER",
  promotion: "VARCHAR",
  member_sex: "VARCHAR",
  member_age: "INTEGER",
  updated_at: "TIMESTAMP",
};

/** What exercise 6 leaves. */
export async function putRaw({ lab, own }: RetailContext): Promise<void> {
  const runs = runsOf(own.truth, kiosk);
  const files = shopFiles(own.truth);
  await lab.put(`${keys.deliveries}receipts.csv`, files.get(fileNames.receipt) ?? "");
  await lab.put(`${keys.deliveries}late.csv`, files.get(fileNames.late) ?? "");
  const rows = (lines: readonly ReceiptLine[]) =>
    lines.map((line) => ({ ...line, member_age: line.member_age ?? null, dt: dayOf(line) }));
  await putParquet(lab, keys.look, rows(delivered(runs)), { ...types, dt: "VARCHAR" });
  await putParquet(lab, keys.lines, rows(kept(runs)), types, "dt");
  await putParquet(lab, keys.receipt, rows(newest(runs)), types, "dt");
}
