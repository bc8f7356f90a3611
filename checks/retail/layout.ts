import { names as workshop } from "./names";

/** The names that exercises and checks agree on; the exercises' shop is a kiosk of the same chain. */
export const names = {
  database: workshop.exercisesDatabase,
  instance: "retail-kiosk",
  /** PostgreSQL's database on that instance, and the schema in it. */
  shopDatabase: "kiosk",
  schema: "retail",
  masterUser: "kiosk_admin",
  secret: "retail/kiosk",
  connection: "retail-kiosk",
  crawler: "retail-kiosk-crawler",
  daysCrawler: "retail-kiosk-days",
  daysTable: "days_receipt",
  categoryDaily: "category_daily",
  wasteView: "waste_by_category",
  pageView: "page_sales",
  kioskReceipt: "kiosk_receipt",
  kioskOrders: "kiosk_orders",
  kioskProduct: "kiosk_product",
  namespace: "RetailExercises",
  wasteMetric: "WasteShare",
  alarm: "retail-exercises-waste",
  alertsTopic: "retail-exercises-alerts",
} as const;

/** The folders and keys in the exercises' bucket. */
export const keys = {
  raw: "raw/",
  deliveries: "deliveries/",
  look: "processed/look/",
  lines: "raw/lines/",
  receipt: "raw/receipt/",
  dailyFiles: "raw/days/",
  entries: "raw/entries/",
  products: "raw/products/",
  hourly: "processed/hourly/",
  productSales: "processed/product_sales/",
  orders: "processed/orders/",
  salesHourly: "silver/sales_hourly/",
  category: "silver/category/",
  categoryDaily: "gold/category_daily/",
  silver: "silver/",
  gold: "gold/",
  days: "days/",
  salesDaily: "silver/sales_daily/",
  salesCorrected: "silver/sales_corrected/",
  kiosk: "dashboard/data/",
  page: "dashboard/kiosk.html",
} as const;
