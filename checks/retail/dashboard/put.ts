import { columns, type TableName } from "../../../datasets/retail/csv";
import { fileNames, type ShopData, shopFiles } from "../../../datasets/retail/shop-data";
import type { Lab } from "../../engine/lab/lab";
import { csvTable, putTable } from "../../engine/lab/put-table";
import { keys, names } from "../layout";

/** The exercise's tables, and which of the shop's files each reads. */
const tables: Readonly<Record<string, TableName>> = {
  [names.kioskReceipt]: "receipt",
  [names.kioskOrders]: "balju_refund",
  [names.kioskProduct]: "product",
};

const athenaTypes: Readonly<Record<string, string>> = { integer: "int", text: "string" };

/** A shop's CSV files, and a table over each. */
export async function putKiosk(lab: Lab, data: ShopData, { root = "", database = lab.database } = {}): Promise<void> {
  const files = shopFiles(data);
  for (const [Name, form] of Object.entries(tables)) {
    const folder = `${root}${keys.kiosk}${Name}/`;
    await lab.put(`${folder}${fileNames[form]}`, files.get(fileNames[form]) ?? "");
    const types = Object.entries(columns[form]).map(([column, type]) => [column, athenaTypes[type] ?? type]);
    const storage = csvTable(Object.fromEntries(types), `s3://${lab.bucket}/${folder}`);
    await putTable(lab, database, Name, storage, { "skip.header.line.count": "1" });
  }
}
