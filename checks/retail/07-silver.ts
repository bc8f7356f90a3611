import type { ParquetRows } from "../engine/lab/parquet";
import type { StepJob } from "../engine/step-job";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { RetailContext } from "./context";
import { onFreshRuns } from "./fresh-runs";
import { keys } from "./layout";
import { judgeGood, judgeHourly, judgeOrders, judgeProducts, type Kiosk, kioskOf } from "./silver/judge-silver";
import { putDeliveries, putSilver } from "./silver/put-silver";

export const silverJob: StepJob = {
  name: "retail-exercises-silver",
  arguments: (at) => ({
    "--receipt_path": at(keys.dailyFiles),
    "--entries_path": at(keys.entries),
    "--products_path": at(keys.products),
    "--hourly_path": at(keys.hourly),
    "--product_sales_path": at(keys.productSales),
    "--orders_path": at(keys.orders),
    "--silver_path": at(keys.salesHourly),
  }),
};

export const silverStep: Step<RetailContext> = {
  number: 7,
  name: "07-silver",
  lesson: "07-silver",
  script: "07_silver.py",
  job: silverJob,
  put: putSilver,
  tasks: [
    {
      id: "7.1",
      title: "processed/hourly/ has receipts, units and sales of each hour of each day",
      hint: "How many rows has a receipt of three products? And which column says what was paid?",
      strongerHint: "Group by dt and hour(sold_at): countDistinct of receipt_id, the sums of quantity and amount.",
      check: (context) => checkRun(context, keys.hourly, judgeHourly),
    },
    {
      id: "7.2",
      title: "processed/product_sales/ has units and sales of each product of each day, by the master's name",
      hint: "A product was renamed in these weeks. Which column stays the same?",
      strongerHint: "Group by dt and product_id alone, then join the master for the name.",
      check: (context) => checkRun(context, keys.productSales, judgeProducts),
    },
    {
      id: "7.3",
      title: "processed/orders/ has what was ordered and thrown away of each small category, each delivery once",
      hint: "One delivery was entered twice. Which columns are the same in both entries, and which one is not?",
      strongerHint:
        "dropDuplicates over entry_date, document_no, kind, product_id and quantity; then two sums with a condition, 0 otherwise.",
      check: (context) => checkRun(context, keys.orders, judgeOrders),
    },
    {
      id: "7.4",
      title: "silver/sales_hourly/ has the days that keep the three rules, and no other day",
      hint: "DQDL has a rule type for each of the three. What does EvaluateDataQuality return, and who reads it?",
      strongerHint:
        'ColumnValues "quantity" > 0, IsPrimaryKey "receipt_id" "line_no", IsComplete "amount"; a day is good where no Outcome is other than Passed.',
      check: (context) => checkRun(context, keys.salesHourly, judgeGood),
    },
  ],
};

type Judge = (kiosk: Kiosk, seen: ParquetRows | undefined) => Finding;

function checkRun(context: RetailContext, key: string, judge: Judge): Promise<Finding> {
  const { lab, own } = context;
  const fresh = kioskOf(context.fresh.truth);
  const put = (root: string): Promise<void> => putDeliveries(lab, fresh, root);
  return onFreshRuns(
    context,
    silverJob,
    [{ put, args: {} }],
    async () => judge(kioskOf(own.truth), await lab.parquet(key)),
    async ({ root }) => judge(fresh, await lab.parquet(root + key)),
  );
}
