import { CreateTableCommand } from "@aws-sdk/client-glue";
import { onFreshData, type Place } from "../engine/context";
import { foundView } from "../engine/lab/found-view";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { compareTable, found, freshDatabase, overFreshData, query } from "./asking";
import type { ShopContext } from "./context";
import { codecsOf } from "./formats/codecs";
import { judgeHandover } from "./formats/judge-handover";
import { judgeForm } from "./formats/judge-parquet";
import { judgeTypes } from "./formats/judge-table";
import { judgeScan, judgeTorque } from "./formats/judge-torque";
import { keys, names } from "./layout";
import type { Cut } from "./shop/cuts";
import { putCsvTable, putCuts, putRaw } from "./state";

export const formats: Step<ShopContext> = {
  number: 1,
  name: "01-formats",
  lesson: "01-formats-and-compression",
  put: async ({ lab, cuts }) => {
    await putRaw(lab, cuts);
    await putCsvTable(lab);
    await putCuts(lab, cuts);
  },
  tasks: [
    {
      id: "1.1",
      title: "The table cuts_csv reads every cut of raw/cuts/ with its types, and an empty failure as NULL",
      hint: "Look at the file's first two lines. What stands between the cells, and what is the first line?",
      strongerHint:
        "ROW FORMAT DELIMITED FIELDS TERMINATED BY ';' NULL DEFINED AS '' … TBLPROPERTIES ('skip.header.line.count' = '1').",
      check: checkCsvTable,
    },
    {
      id: "1.2",
      title: "The table cuts holds the same rows as Parquet with zstd under processed/cuts/",
      hint: "CREATE TABLE … WITH (…) AS SELECT …: three properties say the format, the compression and the place.",
      strongerHint:
        "WITH (format = 'PARQUET', write_compression = 'ZSTD', external_location = 's3://<bucket>/processed/cuts/') AS SELECT * FROM cuts_csv.",
      check: checkParquet,
    },
    {
      id: "1.3",
      title:
        "The view torque_by_site says cuts, mean_torque and failures of each site, and reads an eighth of the CSV at most",
      hint: "A view may ask either table: which one has columns? And what counts count(failure)?",
      strongerHint:
        "SELECT site, count(*) AS cuts, avg(torque_nm) AS mean_torque, count(failure) AS failures FROM cuts GROUP BY site.",
      check: checkView,
    },
    {
      id: "1.4",
      title: "The failed cuts lie below handover/ as JSON lines in gzip, for who reads line by line",
      hint: "UNLOAD (SELECT …) TO 's3://…' WITH (…) writes an answer as files, into an empty folder only.",
      strongerHint:
        "UNLOAD (SELECT cut_id, mill, failure FROM cuts WHERE failure IS NOT NULL) TO 's3://<bucket>/handover/' WITH (format = 'JSON', compression = 'GZIP').",
      check: checkHandover,
    },
  ],
};

async function checkCsvTable(context: ShopContext): Promise<Finding> {
  const { lab, cuts } = context;
  const table = await found(lab, names.csvTable);
  const otherTypes = judgeTypes(table);
  if (otherTypes !== undefined) {
    return otherTypes;
  }
  const first = await compareTable(lab, cuts, names.csvTable);
  if (first.state !== "right") {
    return first;
  }
  const database = await freshDatabase(context);
  const { root, truth } = context.fresh;
  await putRaw(lab, truth, root);
  const { Name, TableType, Parameters, StorageDescriptor } = table;
  const Location = `s3://${lab.bucket}/${root}${keys.raw}`;
  const TableInput = { Name, TableType, Parameters, StorageDescriptor: { ...StorageDescriptor, Location } };
  await lab.glue.send(new CreateTableCommand({ DatabaseName: database, TableInput }));
  return onFreshData(first, [await compareTable(lab, truth, names.csvTable, database)], tableOnFreshData);
}

/** What to say before the message of a table that is right over the shop's file and not over fresh data. */
export const tableOnFreshData = "Over another shop's file your table is not right.";

async function checkParquet({ lab, cuts }: Pick<ShopContext, "lab" | "cuts">): Promise<Finding> {
  const table = await found(lab, names.table);
  const place = table.StorageDescriptor?.Location?.replace(`s3://${lab.bucket}/`, "") ?? "";
  const files = await Promise.all((await lab.objects(keys.cuts)).map(({ key }) => lab.bytes(key)));
  const isParquet =
    place.startsWith(keys.cuts.slice(0, -1)) && files.every((bytes) => bytes?.subarray(0, 4).toString() === "PAR1");
  const codecs = isParquet ? await codecsOf(files.flatMap((bytes) => bytes ?? [])) : [];
  const form = judgeForm({ table, bucket: lab.bucket, codecs });
  if (form.state !== "right") {
    return form;
  }
  return judgeTypes(table) ?? compareTable(lab, cuts, names.table);
}

/** What to say before the message of a view that is right on the shop's data and not on fresh data. */
export const viewOnFreshData = "On another shop's cuts what the view answers is not right.";

async function checkView(context: ShopContext): Promise<Finding> {
  const { lab, cuts, fresh } = context;
  const view = names.torqueView;
  await foundView(lab, view, "it keeps today's answer when new cuts come. A view asks again.");
  const answer = await query(lab, `SELECT * FROM ${view}`);
  const first = judgeTorque(cuts, answer);
  if (first.state !== "right") {
    return first;
  }
  const csv = (await lab.objects(keys.raw)).reduce((sum, { size }) => sum + size, 0);
  const scan = judgeScan(answer.bytesScanned, csv);
  if (scan.state !== "right") {
    return scan;
  }
  return onFreshData(first, [await viewOver(context, fresh)], viewOnFreshData);
}

async function viewOver(context: ShopContext, { root, truth }: Place<readonly Cut[]>): Promise<Finding> {
  const { lab } = context;
  const view = names.torqueView;
  const source = { table: names.table, folder: keys.cuts, rows: "cuts" };
  const put = (database: string) => putCuts(lab, truth, { root, database });
  return overFreshData(context, view, source, put, async (database) =>
    judgeTorque(truth, await query(lab, `SELECT * FROM ${view}`, database)),
  );
}

async function checkHandover({ lab, cuts }: Pick<ShopContext, "lab" | "cuts">): Promise<Finding> {
  const objects = await lab.objects(keys.handover);
  const contents = await Promise.all(
    objects.map(async ({ key }) => ({ key, bytes: (await lab.bytes(key)) ?? Buffer.alloc(0) })),
  );
  return judgeHandover(cuts, contents);
}
