import { fileNames, shopFiles } from "../../../datasets/retail/shop-data";
import type { Lab } from "../../engine/lab/lab";
import { putParquet } from "../../engine/lab/put-parquet";
import type { RetailContext } from "../context";
import { keys } from "../layout";
import { dayFile } from "./days";
import { byProduct, hourly, type Kiosk, kioskOf, ordersDaily } from "./judge-silver";

const hours = { dt: "VARCHAR", hour: "INTEGER", receipts: "BIGINT", units: "BIGINT", sales: "BIGINT" };
const products = {
  dt: "VARCHAR",
  product_id: "INTEGER",
  product_name: "VARCHAR",
  units: "BIGINT",
  sales: "BIGINT",
};
const orders = { dt: "VARCHAR", small_category: "VARCHAR", ordered: "BIGINT", disposed: "BIGINT" };

/** What a kiosk delivers to the job of exercise 7, below a root. */
export async function putDeliveries(lab: Lab, { data, days }: Kiosk, root = ""): Promise<void> {
  const files = shopFiles(data);
  await lab.put(`${root}${keys.entries}entries.csv`, files.get(fileNames.balju_refund) ?? "");
  await lab.put(`${root}${keys.products}products.csv`, files.get(fileNames.product) ?? "");
  for (const day of days) {
    await lab.put(`${root}${keys.dailyFiles}dt=${day.dt}/lines.csv`, dayFile(day));
  }
}

/** What exercise 7 leaves. */
export async function putSilver({ lab, own }: RetailContext): Promise<void> {
  const kiosk = kioskOf(own.truth);
  await putDeliveries(lab, kiosk);
  await putParquet(lab, keys.hourly, hourly(kiosk.days), hours);
  await putParquet(lab, keys.productSales, byProduct(kiosk), products);
  await putParquet(lab, keys.orders, ordersDaily(kiosk), orders);
  const good = kiosk.days.filter(({ fault }) => fault === undefined);
  await putParquet(lab, keys.salesHourly, hourly(good), hours);
}
