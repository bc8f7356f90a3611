import { CreateTableCommand, DeleteTableCommand } from "@aws-sdk/client-glue";
import { columns, type TableName } from "../../../datasets/retail/csv";
import { fileNames, type ShopData, shopFiles } from "../../../datasets/retail/shop-data";
import { type Lab, unless } from "../../engine/lab/lab";
import { keys, names } from "../layout";

/** The exercise's tables, and which of the shop's files each reads. */
const tables: Readonly<Record<string, Exclude<TableName, never>>> = {
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
    await lab.glue
      .send(new DeleteTableCommand({ DatabaseName: database, Name }))
      .catch(unless("EntityNotFoundException", undefined));
    const TableInput = {
      Name,
      TableType: "EXTERNAL_TABLE",
      Parameters: { "skip.header.line.count": "1" },
      StorageDescriptor: {
        Columns: Object.entries(columns[form]).map(([column, type]) => ({
          Name: column,
          Type: athenaTypes[type] ?? type,
        })),
        Location: `s3://${lab.bucket}/${folder}`,
        InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
        OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        SerdeInfo: {
          SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
          Parameters: { "field.delim": ",", "serialization.null.format": "" },
        },
      },
    };
    await lab.glue.send(new CreateTableCommand({ DatabaseName: database, TableInput }));
  }
}
