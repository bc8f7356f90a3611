import type { ShopData } from "../../../datasets/retail/shop-data";
import { compareKeys, missingColumns, notNumeric, wrongKeys } from "../../engine/compare";
import { groups } from "../../engine/groups";
import type { ParquetRows, Row } from "../../engine/lab/parquet";
import { type Finding, open, right, type WrongFinding, wrong } from "../../engine/verdict";
import { type DeliveredDay, deliveredDays, type Fault, type Line } from "./days";

/** What a job of step 7 worked with. */
export interface Kiosk {
  readonly data: ShopData;
  readonly days: readonly DeliveredDay[];
}

/** A kiosk with the days that it delivered. */
export const kioskOf = (data: ShopData): Kiosk => ({ data, days: deliveredDays(data) });

export const hourOf = ({ sold_at: at }: Pick<Line, "sold_at">): number => Number(at.slice(11, 13));
const sum = <Item>(items: readonly Item[], value: (item: Item) => number | undefined): number =>
  items.reduce((total, item) => total + (value(item) ?? 0), 0);
const day = (row: Row): string => String(row.dt ?? "NULL").slice(0, 10);

/** The sums of each hour of some days. */
export function hourly(days: readonly DeliveredDay[]): Row[] {
  return days.flatMap(({ dt, lines }) =>
    groups(lines, (line) => String(hourOf(line))).map(([hour, ofHour]) => ({
      dt,
      hour: Number(hour),
      receipts: new Set(ofHour.map(({ receipt_id: id }) => id)).size,
      units: sum(ofHour, ({ quantity }) => quantity),
      sales: sum(ofHour, ({ amount }) => amount),
    })),
  );
}

/** Of rows with the same key: which are missing, too many or there twice. */
function wrongRows(what: string, wanted: readonly Row[], seen: readonly Row[], key: (row: Row) => string) {
  return wrongKeys(what, compareKeys(wanted.map(key), seen.map(key)), wanted.length, seen.length);
}

/** The first row that has another number than is wanted of it, with the column. */
function otherNumber(
  wanted: readonly Row[],
  seen: readonly Row[],
  key: (row: Row) => string,
  names: readonly string[],
): { readonly want: Row; readonly row: Row; readonly name: string } | undefined {
  const rows = new Map(seen.map((row) => [key(row), row]));
  for (const want of wanted) {
    const row = rows.get(key(want)) ?? {};
    // a sum over nothing but what is missing is NULL in SQL
    const name = names.find((one) => (row[one] === null ? 0 : Number(row[one] ?? Number.NaN)) !== want[one]);
    if (name !== undefined) {
      return { want, row, name };
    }
  }
  return undefined;
}

const hourKey = (row: Row): string => `${day(row)} ${row.hour} h`;
const hourNumbers = ["receipts", "units", "sales"];

function wrongHours(seen: ParquetRows): WrongFinding | undefined {
  return missingColumns(seen.types, ["dt", "hour", ...hourNumbers]) ?? notNumeric(seen.types, ["hour", ...hourNumbers]);
}

/** Task 7.1: sums by day and hour. */
export function judgeHourly({ days }: Kiosk, seen: ParquetRows | undefined): Finding {
  if (seen === undefined) {
    return open("Nothing lies under processed/hourly/ yet: run the job.");
  }
  const wanted = hourly(days);
  const form = wrongHours(seen) ?? wrongRows("hours", wanted, seen.rows, hourKey);
  if (form !== undefined) {
    return form;
  }
  const other = otherNumber(wanted, seen.rows, hourKey, hourNumbers);
  if (other === undefined) {
    return right(`${wanted.length} hours of ${days.length} days.`);
  }
  const { want, row, name } = other;
  const lines = (days.find(({ dt }) => dt === want.dt)?.lines ?? []).filter((line) => hourOf(line) === want.hour);
  const full = sum(lines, ({ quantity, unit_price: price }) => quantity * price);
  const numbers = { expected: `${want[name]}`, seen: `${row[name] ?? "NULL"}` };
  if (name === "receipts" && Number(row.receipts) === lines.length) {
    return wrong(`${hourKey(want)} counts lines: a receipt of several lines is one receipt.`, numbers);
  }
  if (name === "sales" && Number(row.sales) === full) {
    return wrong(`${hourKey(want)} has the price before the promotion: what was paid is amount.`, numbers);
  }
  return wrong(`${name} of ${hourKey(want)} is another number.`, numbers);
}

const productKey = (row: Row): string => `${row.product_id} on ${day(row)}`;

/** The sums of each product of each day, by the master's name. */
export function byProduct({ days, data }: Kiosk): Row[] {
  const names = new Map(data.products.map((product) => [product.product_id, product.product_name]));
  return days.flatMap(({ dt, lines }) =>
    groups(lines, (line) => String(line.product_id)).map(([id, ofProduct]) => ({
      dt,
      product_id: Number(id),
      product_name: names.get(Number(id)) ?? null,
      units: sum(ofProduct, ({ quantity }) => quantity),
      sales: sum(ofProduct, ({ amount }) => amount),
    })),
  );
}

/** Task 7.2: sums by day and product, by the master's name. */
export function judgeProducts(kiosk: Kiosk, seen: ParquetRows | undefined): Finding {
  if (seen === undefined) {
    return open("Nothing lies under processed/product_sales/ yet: run the job.");
  }
  const form =
    missingColumns(seen.types, ["dt", "product_id", "product_name", "units", "sales"]) ??
    notNumeric(seen.types, ["product_id", "units", "sales"]);
  if (form !== undefined) {
    return form;
  }
  const wanted = byProduct(kiosk);
  const rows = wrongRows("products of a day", wanted, seen.rows, productKey);
  if (rows !== undefined) {
    return rows;
  }
  const names = new Map(wanted.map((row) => [productKey(row), row.product_name]));
  const old = seen.rows.find((row) => row.product_name !== names.get(productKey(row)));
  if (old !== undefined) {
    return wrong(
      `Product ${old.product_id} has a name that the master does not have: a receipt keeps the name of its day.`,
      {
        praise: "Every product of every day is there once.",
        expected: `${names.get(productKey(old))}`,
        seen: `${old.product_name ?? "NULL"}`,
      },
    );
  }
  const other = otherNumber(wanted, seen.rows, productKey, ["units", "sales"]);
  return other === undefined
    ? right(`${wanted.length} rows, each by the master's name.`)
    : wrong(`${other.name} of product ${productKey(other.want)} is another number.`, {
        expected: `${other.want[other.name]}`,
        seen: `${other.row[other.name] ?? "NULL"}`,
      });
}

const categoryKey = (row: Row): string => `${row.small_category ?? "NULL"} on ${day(row)}`;

/** What was ordered and thrown away of each small category on each day. */
export function ordersDaily({ data }: Kiosk, isOnce = true): Row[] {
  const categories = new Map(data.products.map((product) => [product.product_id, product.small_category]));
  const last = data.entries.at(-1);
  const entries = isOnce ? data.entries.filter((entry) => entry !== last) : data.entries;
  return groups(entries, ({ entry_date: date, product_id: id }) => `${date}|${categories.get(id)}`).map(
    ([key, ofKey]) => {
      const [dt = "", category = ""] = key.split("|");
      const pieces = (kind: string) =>
        sum(
          ofKey.filter((entry) => entry.kind === kind),
          ({ quantity }) => quantity,
        );
      return { dt, small_category: category, ordered: pieces("order"), disposed: pieces("disposal") };
    },
  );
}

/** Task 7.3: orders and disposals by day and small category, deliveries that were entered twice once. */
export function judgeOrders(kiosk: Kiosk, seen: ParquetRows | undefined): Finding {
  if (seen === undefined) {
    return open("Nothing lies under processed/orders/ yet: run the job.");
  }
  const form =
    missingColumns(seen.types, ["dt", "small_category", "ordered", "disposed"]) ??
    notNumeric(seen.types, ["ordered", "disposed"]);
  if (form !== undefined) {
    return form;
  }
  const wanted = ordersDaily(kiosk);
  const rows = wrongRows("categories of a day", wanted, seen.rows, categoryKey);
  if (rows !== undefined) {
    return rows;
  }
  if (seen.rows.some(({ ordered, disposed }) => ordered === null || disposed === null)) {
    return wrong("A category of which nothing was ordered or thrown away has NULL there: it is 0.", {
      praise: "Every category of every day is there once.",
    });
  }
  const other = otherNumber(wanted, seen.rows, categoryKey, ["ordered", "disposed"]);
  if (other === undefined) {
    return right(`${wanted.length} rows, each delivery once.`);
  }
  const twice = otherNumber(ordersDaily(kiosk, false), seen.rows, categoryKey, ["ordered", "disposed"]);
  const numbers = { expected: `${other.want[other.name]}`, seen: `${other.row[other.name] ?? "NULL"}` };
  return twice === undefined
    ? wrong(`${categoryKey(other.want)} has a delivery twice: entry_id differs, all else is the same.`, numbers)
    : wrong(`${other.name} of ${categoryKey(other.want)} is another number.`, numbers);
}

const letThrough: Record<Fault, string> = {
  negative: "it has negative quantities",
  twice: "it has lines twice",
  incomplete: "it has lines without an amount",
};

/** Task 7.4: silver has the good days alone. */
export function judgeGood({ days }: Kiosk, seen: ParquetRows | undefined): Finding {
  if (seen === undefined) {
    return open("Nothing lies under silver/sales_hourly/ yet: run the job.");
  }
  const form = missingColumns(seen.types, ["dt", "hour", ...hourNumbers]);
  if (form !== undefined) {
    return form;
  }
  const found = new Set(seen.rows.map(day));
  const list = (fits: (one: DeliveredDay) => boolean): string =>
    days
      .filter(fits)
      .map(({ dt }) => dt)
      .join(", ");
  const expected = { expected: list(({ fault }) => fault === undefined), seen: [...found].sort().join(", ") };
  const stopped = days.find(({ dt, fault }) => fault === undefined && !found.has(dt));
  if (stopped !== undefined) {
    return wrong(
      `${stopped.dt} is a good day, and does not get to silver: which rule is stricter than asked?`,
      expected,
    );
  }
  const through = days.filter(({ dt, fault }) => fault !== undefined && found.has(dt));
  const [one] = through;
  if (one?.fault === undefined) {
    return right(`The good days ${expected.expected} got to silver, the bad ones did not.`);
  }
  return through.length === 3
    ? wrong("All bad days got to silver: the outcomes of the rules stop nothing by themselves.", expected)
    : wrong(`${one.dt} got to silver, and ${letThrough[one.fault]}.`, {
        praise: "The good days are there.",
        ...expected,
      });
}
