import { kiosk } from "../../datasets/retail/world";
import type { Workshop } from "../engine/workshop";
import { layers } from "./01-layers";
import { database } from "./03-database";
import { secretsStep } from "./04-secrets";
import { connection } from "./05-connection";
import { rawStep } from "./06-raw";
import { silverStep } from "./07-silver";
import { goldStep } from "./08-gold";
import { stepFunctions } from "./09-step-functions";
import { airflow } from "./10-airflow";
import { dashboard } from "./11-dashboard";
import { csvFiles, ownKiosk, RetailContext } from "./context";
import { goldFiles } from "./gold/days";
import { names as exercises } from "./layout";
import { names } from "./names";
import { kioskFiles } from "./orchestration/kiosk";
import { deliveryFiles } from "./silver/days";

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
      notebook: "01-buckets-and-layers",
      title: "Buckets and layers",
      minutes: 25,
      about: "one bucket, three layers, and keys by which a day can be found, replaced and removed alone",
    },
    {
      notebook: "02-network",
      title: "The network",
      minutes: 20,
      about: "VPC, subnet, security group with self-reference, S3 endpoint: what each is for, and which one is missing",
    },
    {
      notebook: "03-database",
      title: "The database",
      minutes: 35,
      about: "an RDS instance, a schema, half a million lines by COPY, and whether all of it arrived",
    },
    {
      notebook: "04-secrets",
      title: "Secrets",
      minutes: 25,
      about: "the password leaves every script and argument, and is changed while all goes on running",
    },
    {
      notebook: "05-connection-and-crawler",
      title: "The connection and the crawler",
      minutes: 30,
      about: "a Glue connection over the secret, its test, a JDBC crawler; a crawler that makes a table of every file",
    },
    {
      notebook: "06-raw",
      title: "Raw",
      minutes: 40,
      about: "a business day by JDBC, run again without change; late rows, and what bookmarks and overwrite lose",
    },
    {
      notebook: "07-silver",
      title: "Silver",
      minutes: 40,
      about: "rules that stop a bad day; sums by day, hour, category and product",
    },
    {
      notebook: "08-gold",
      title: "Gold",
      minutes: 40,
      about: "Iceberg tables for the questions by MERGE; a month in one run, in any order the same",
    },
    {
      notebook: "09-step-functions",
      title: "Step Functions",
      minutes: 45,
      about: "a night as a state machine: order, retries, a failed day that is mailed, a schedule, a month by Map",
    },
    {
      notebook: "10-airflow",
      title: "Airflow",
      minutes: 45,
      about: "the same night as a DAG, watched through its API; green though the job failed; which of both when",
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
  steps: [layers, database, secretsStep, connection, rawStep, silverStep, goldStep, stepFunctions, airflow, dashboard],
  crawlers: [exercises.crawler, exercises.daysCrawler],
  workGroups: [],
  exerciseData: () =>
    new Map([...csvFiles(ownKiosk()), ...deliveryFiles(ownKiosk()), ...goldFiles(ownKiosk(), kiosk), ...kioskFiles()]),
  clauses: async () => (await import("./clauses/all.js")).allClauses,
  context: (lab, options) => new RetailContext(lab, options),
};
