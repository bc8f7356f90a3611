import type { Workshop } from "../engine/workshop";
import { dashboard } from "./11-dashboard";
import { csvFiles, ownKiosk, RetailContext } from "./context";
import { names as exercises } from "./layout";
import { names } from "./names";

export const workshop: Workshop<RetailContext> = {
  names,
  story:
    "A convenience store's receipts, orders and disposals lie in a database. Every night a batch brings the day to a data lake, and in the morning a dashboard says what to order, what to promote and what was thrown away.",
  picture: {
    file: "docs/images/retail-dashboard.png",
    alternative:
      "The store's dashboard: sales, hours, categories, own-brand share and waste, with filters for all of them",
  },
  services: [
    "S3",
    "RDS for PostgreSQL",
    "Secrets Manager",
    "Glue",
    "Athena",
    "Step Functions",
    "Lambda",
    "SNS",
    "Airflow",
  ],
  lessons: [
    {
      notebook: "00-start-here",
      title: "Start here",
      minutes: 10,
      about: "the store, its questions, the way of a day from the database to the dashboard, and what it may cost",
    },
    {
      notebook: "11-dashboard",
      title: "Dashboard",
      minutes: 50,
      about: "three questions in SQL, a page whose filters act on all charts, a what-if, a number that mails",
    },
    {
      notebook: "12-clean-up",
      title: "Clean up",
      minutes: 10,
      about: "removes all of it and shows that nothing is left",
    },
  ],
  steps: [dashboard],
  crawlers: [exercises.crawler],
  workGroups: [],
  exerciseData: () => csvFiles(ownKiosk()),
  clauses: async () => (await import("./clauses/all.js")).allClauses,
  context: (lab, options) => new RetailContext(lab, options),
};
