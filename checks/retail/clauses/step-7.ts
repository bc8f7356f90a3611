import { shopData } from "../../../datasets/retail/shop-data";
import { freshKiosk, kiosk, type World } from "../../../datasets/retail/world";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onceFor } from "../../engine/clauses/once-for";
import { jobOnFreshData, onFreshData } from "../../engine/context";
import type { Row } from "../../engine/lab/parquet";
import type { DeliveredDay } from "../silver/days";
import {
  byProduct,
  hourly,
  hourOf,
  judgeGood,
  judgeHourly,
  judgeOrders,
  judgeProducts,
  type Kiosk,
  kioskOf,
  ordersDaily,
} from "../silver/judge-silver";

/** What a student's job writes in step 7. */
export interface Silver {
  readonly hourly: (kiosk: Kiosk) => readonly Row[];
  readonly hourlyTypes: Readonly<Record<string, string>>;
  readonly products: (kiosk: Kiosk) => readonly Row[];
  readonly orders: (kiosk: Kiosk) => readonly Row[];
  /** Which days get to silver. */
  readonly isGood: (day: DeliveredDay) => boolean;
}

const hourlyTypes = { dt: "VARCHAR", hour: "INTEGER", receipts: "BIGINT", units: "BIGINT", sales: "BIGINT" };
const productTypes = {
  dt: "VARCHAR",
  product_id: "INTEGER",
  product_name: "VARCHAR",
  units: "BIGINT",
  sales: "BIGINT",
};
const orderTypes = { dt: "VARCHAR", small_category: "VARCHAR", ordered: "BIGINT", disposed: "BIGINT" };

const right: Silver = {
  hourly: ({ days }) => hourly(days),
  hourlyTypes,
  products: byProduct,
  orders: (one) => ordersDaily(one),
  isGood: ({ fault }) => fault === undefined,
};

const others: readonly OtherWay<Silver>[] = [
  {
    name: "in another order, dt as a date, sums as decimals, more columns",
    solution: {
      hourly: ({ days }) => [...hourly(days)].reverse(),
      hourlyTypes: { ...hourlyTypes, dt: "DATE", sales: "DECIMAL(38,0)", lines: "BIGINT" },
      orders: (one) => ordersDaily(one).reverse(),
    },
  },
];

/** Changes a column of the hours by what their lines say. */
const changedHours =
  (change: (lines: DeliveredDay["lines"]) => Record<string, number>) =>
  ({ days }: Kiosk): Row[] =>
    hourly(days).map((row) => {
      const lines = days.find(({ dt }) => dt === row.dt)?.lines ?? [];
      return { ...row, ...change(lines.filter((line) => hourOf(line) === row.hour)) };
    });

const clauses: readonly Clause<Silver>[] = [
  {
    task: "7.1",
    clause: "the hour as a number",
    plant: "the types of the columns",
    mistake: "date_format(sold_at, 'HH')",
    wrong: { hourlyTypes: { ...hourlyTypes, hour: "VARCHAR" } },
    message: "hour is not written as a number.",
  },
  {
    task: "7.1",
    clause: "receipts",
    plant: "receipts of several lines",
    mistake: "count(*)",
    wrong: { hourly: changedHours((lines) => ({ receipts: lines.length })) },
    message: "… counts lines: a receipt of several lines is one receipt.",
  },
  {
    task: "7.1",
    clause: "what was paid",
    plant: "lines with a promotion",
    mistake: "sum(quantity * unit_price)",
    wrong: {
      hourly: changedHours((lines) => ({
        sales: lines.reduce((total, { quantity, unit_price: price }) => total + quantity * price, 0),
      })),
    },
    message: "… has the price before the promotion: what was paid is amount.",
  },
  {
    task: "7.1",
    clause: "pieces",
    plant: "lines of several pieces",
    mistake: "units is count(*)",
    wrong: { hourly: changedHours((lines) => ({ units: lines.length })) },
    message: "units of … is another number.",
  },
  {
    task: "7.1",
    clause: "each day",
    plant: "six days",
    mistake: "grouped by hour alone, with the first dt",
    wrong: { hourly: ({ days }) => hourly(days.slice(0, 1)) },
    message: "Of the hours, …",
  },
  {
    task: "7.2",
    clause: "a renamed product is one",
    plant: "a product that is renamed in these days",
    mistake: "the name of the receipt",
    wrong: {
      products: (one) => {
        const names = new Map(
          one.days.flatMap(({ dt, lines }) => lines.map((line) => [`${dt}${line.product_id}`, line.product_name])),
        );
        return byProduct(one).map((row) => ({ ...row, product_name: names.get(`${row.dt}${row.product_id}`) ?? null }));
      },
    },
    message: "Product … has a name that the master does not have: a receipt keeps the name of its day.",
  },
  {
    task: "7.2",
    clause: "of each day",
    plant: "six days",
    mistake: "grouped by product alone",
    wrong: { products: (one) => byProduct({ ...one, days: one.days.slice(0, 1) }) },
    message: "Of the products of a day, …",
  },
  {
    task: "7.2",
    clause: "units",
    plant: "lines of several pieces",
    mistake: "count(*)",
    wrong: { products: (one) => byProduct(one).map((row) => ({ ...row, units: 1 })) },
    message: "units of product … is another number.",
  },
  {
    task: "7.3",
    clause: "each delivery once",
    plant: "a delivery that was entered twice",
    mistake: "distinct(), which sees two numbers",
    wrong: { orders: (one) => ordersDaily(one, false) },
    message: "… has a delivery twice: entry_id differs, all else is the same.",
  },
  {
    task: "7.3",
    clause: "0 where nothing is",
    plant: "categories of which nothing is thrown away",
    mistake: "sum(if(kind = 'disposal', quantity, NULL))",
    wrong: {
      orders: (one) =>
        ordersDaily(one).map((row) => ({ ...row, disposed: row.disposed === 0 ? null : (row.disposed ?? 0) })),
    },
    message: "A category of which nothing was ordered or thrown away has NULL there: it is 0.",
  },
  {
    task: "7.3",
    clause: "disposals apart from orders",
    plant: "disposals",
    mistake: "ordered is the sum of all kinds",
    wrong: {
      orders: (one) => ordersDaily(one).map((row) => ({ ...row, ordered: Number(row.ordered) + Number(row.disposed) })),
    },
    message: "ordered of … is another number.",
  },
  {
    task: "7.4",
    clause: "no other day",
    plant: "three bad days",
    mistake: "the outcomes are not read",
    wrong: { isGood: () => true },
    message: "All bad days got to silver: the outcomes of the rules stop nothing by themselves.",
  },
  {
    task: "7.4",
    clause: "quantities above 0",
    plant: "a day with negative quantities",
    mistake: 'ColumnValues "quantity" < 1000',
    wrong: { isGood: ({ fault }) => fault === undefined || fault === "negative" },
    message: "… got to silver, and it has negative quantities.",
  },
  {
    task: "7.4",
    clause: "a primary key",
    plant: "a day with lines that are there twice",
    mistake: 'IsUnique "receipt_id" is left out, for receipts have several lines',
    wrong: { isGood: ({ fault }) => fault === undefined || fault === "twice" },
    message: "… got to silver, and it has lines twice.",
  },
  {
    task: "7.4",
    clause: "an amount",
    plant: "a day with lines without an amount",
    mistake: 'ColumnValues "amount" >= 0, which passes over what is missing',
    wrong: { isGood: ({ fault }) => fault === undefined || fault === "incomplete" },
    message: "… got to silver, and it has lines without an amount.",
  },
  {
    task: "7.4",
    clause: "the days that keep the rules",
    plant: "good days",
    mistake: 'IsComplete "member_sex", for which nobody asked',
    wrong: {
      isGood: ({ fault, lines }) =>
        fault === undefined && lines.every((line) => line.amount !== undefined && line.member_sex === ""),
    },
    message: "… is a good day, and does not get to silver: which rule is stricter than asked?",
  },
];

export const step7: StepClauses<Silver> = {
  step: 7,
  right,
  others,
  clauses,
  tasks: ["7.1", "7.2", "7.3", "7.4"],
  seeds: 4,
  async judge(solution, task, seed) {
    const finding = (world: World) => judged(solution, task, kioskIn(world));
    return onFreshData(finding(kiosk), [finding(fresh(seed))], jobOnFreshData);
  },
};

const kioskIn = onceFor((world: World) => kioskOf(shopData(world)));
const fresh = onceFor(freshKiosk);

function judged(solution: Silver, task: string, one: Kiosk) {
  if (task === "7.1") {
    return judgeHourly(one, { rows: solution.hourly(one), types: solution.hourlyTypes });
  }
  if (task === "7.2") {
    return judgeProducts(one, { rows: solution.products(one), types: productTypes });
  }
  if (task === "7.3") {
    return judgeOrders(one, { rows: solution.orders(one), types: orderTypes });
  }
  return judgeGood(one, { rows: hourly(one.days.filter(solution.isGood)), types: hourlyTypes });
}
