import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import type { Finding } from "../../engine/verdict";
import { judgeConnection, type SeenConnection } from "../catalog/judge-connection";
import { crawledTables, judgeCrawled, type SeenCrawl } from "../catalog/judge-crawled";
import { judgeDays, type SeenDays } from "../catalog/judge-days";

/** What a student makes in step 5. */
export interface Described {
  readonly connection: SeenConnection;
  readonly crawl: SeenCrawl;
  readonly days: SeenDays;
}

const url = "jdbc:postgresql://127.0.0.1:5432/kiosk";
const properties = { JDBC_CONNECTION_URL: url, SECRET_ID: "retail/kiosk" };
const jdbc = (ConnectionProperties: Record<string, string>, failure?: string): Pick<Described, "connection"> => ({
  connection: { connection: { ConnectionType: "JDBC", ConnectionProperties }, url, failure },
});

const tables = Object.entries(crawledTables).map(([Name, types]) => ({
  Name,
  Parameters: { connectionName: "retail-kiosk" } as Record<string, string>,
  StorageDescriptor: { Columns: Object.entries(types).map(([column, Type]) => ({ Name: column, Type })) },
}));
const target = { ConnectionName: "retail-kiosk", Path: "kiosk/retail/%" };
const crawler = {
  DatabaseName: "retail_exercises",
  Targets: { JdbcTargets: [target] },
  LastCrawl: { Status: "SUCCEEDED" as const },
};

const dates = ["2017-06-12", "2017-06-13", "2017-06-14"];
const table = { Name: "days_receipt", PartitionKeys: [{ Name: "dt", Type: "string" }] };
const days: SeenDays = { tables: [table], partitions: dates.map((date) => [date]), objects: dates.length };

const right: Described = { ...jdbc(properties), crawl: { crawler, tables }, days };

const others: readonly OtherWay<Described>[] = [
  {
    name: "the secret by its ARN, options in the URL, every schema, tables of others beside",
    solution: {
      ...jdbc({
        JDBC_CONNECTION_URL: `${url}?ssl=true`,
        SECRET_ID: "arn:aws:secretsmanager:us-east-1:000000000000:secret:retail/kiosk-AbCdEf",
      }),
      crawl: {
        crawler: { ...crawler, Targets: { JdbcTargets: [{ ...target, Path: "kiosk/%/%" }] } },
        tables: [...tables, { Name: "kiosk_retail_counted_once" }],
      },
    },
  },
];

const clauses: readonly Clause<Described>[] = [
  {
    task: "5.1",
    clause: "holds no password",
    plant: "the connection's properties",
    mistake: "USERNAME and PASSWORD",
    wrong: jdbc({ JDBC_CONNECTION_URL: url, USERNAME: "kiosk_reader", PASSWORD: "secret" }),
    message: "The connection holds a password: GetConnection shows it, and after a rotation it is the wrong one.",
  },
  {
    task: "5.1",
    clause: "by the secret retail/kiosk",
    plant: "the connection's properties",
    mistake: "the lesson's secret",
    wrong: jdbc({ ...properties, SECRET_ID: "retail/postgres" }),
    message: "The connection reads another secret than the kiosk's.",
  },
  {
    task: "5.1",
    clause: "to the kiosk's database",
    plant: "several databases on a server",
    mistake: "the database postgres",
    wrong: jdbc({ ...properties, JDBC_CONNECTION_URL: url.replace(/kiosk$/, "postgres") }),
    message: "The URL leads to another database of the server.",
  },
  {
    task: "5.1",
    clause: "to the kiosk's database",
    plant: "the lesson's instance",
    mistake: "the lesson's instance",
    wrong: jdbc({ ...properties, JDBC_CONNECTION_URL: url.replace("5432", "5433") }),
    message: "The URL leads to another server.",
  },
  {
    task: "5.1",
    clause: "leads to the database",
    plant: "TestConnection",
    mistake: "a password that was changed in the secret alone",
    wrong: jdbc(properties, "password authentication failed"),
    message: "TestConnection fails.",
  },
  {
    task: "5.2",
    clause: "by JDBC",
    plant: "the crawler's targets",
    mistake: "the folder of the files",
    wrong: { crawl: { crawler: { ...crawler, Targets: { S3Targets: [{ Path: "s3://bucket/raw/" }] } }, tables: [] } },
    message: "The crawler has no JDBC target: what lies in a database lies in no bucket.",
  },
  {
    task: "5.2",
    clause: "the connection retail-kiosk",
    plant: "the lesson's connection",
    mistake: "the lesson's connection",
    wrong: {
      crawl: {
        crawler: { ...crawler, Targets: { JdbcTargets: [{ ...target, ConnectionName: "retail-postgres" }] } },
        tables,
      },
    },
    message: "The crawler uses another connection.",
  },
  {
    task: "5.2",
    clause: "in retail_exercises",
    plant: "several databases in the catalog",
    mistake: "retail_raw",
    wrong: { crawl: { crawler: { ...crawler, DatabaseName: "retail_raw" }, tables: [] } },
    message: "The crawler writes its tables into another database of the catalog.",
  },
  {
    task: "5.2",
    clause: "the three tables",
    plant: "three tables in the schema",
    mistake: "the path names one table",
    wrong: { crawl: { crawler, tables: tables.filter(({ Name }) => Name.endsWith("receipt")) } },
    message: "kiosk_retail_product, kiosk_retail_balju_refund are missing: which tables does the path name?",
  },
  {
    task: "5.2",
    clause: "no prefix",
    plant: "the tables' names",
    mistake: "TablePrefix",
    wrong: { crawl: { crawler, tables: tables.map((one) => ({ ...one, Name: `raw_${one.Name}` })) } },
    message: "The tables have a prefix to their names: jobs look for them without.",
  },
  {
    task: "5.2",
    clause: "as the database has them",
    plant: "the tables' columns",
    mistake: "a column was changed after the crawl",
    wrong: {
      crawl: {
        crawler,
        tables: tables.map((one) => ({
          ...one,
          StorageDescriptor: {
            Columns: one.StorageDescriptor.Columns.map((column) =>
              column.Name === "amount" ? { ...column, Type: "string" } : column,
            ),
          },
        })),
      },
    },
    message: "amount of kiosk_retail_receipt is not as the database has it now: has the crawler run since?",
  },
  {
    task: "5.2",
    clause: "by a crawl",
    plant: "the tables' parameters",
    mistake: "CreateTable by hand",
    wrong: { crawl: { crawler, tables: tables.map((one) => ({ ...one, Parameters: {} })) } },
    message: "kiosk_retail_product was not made by a crawl of the database: a job would not know where to read it.",
  },
  {
    task: "5.3",
    clause: "one table",
    plant: "the tables of the catalog",
    mistake: "files beside each other, each with a column of its own",
    wrong: {
      days: {
        tables: dates.map((date) => ({ Name: `days_receipt_${date.replaceAll("-", "_")}_csv` })),
        partitions: [],
        objects: 3,
      },
    },
    message: "The crawler made 3 tables: files beside each other, with columns that differ, are a table each.",
  },
  {
    task: "5.3",
    clause: "days_receipt",
    plant: "the prefix",
    mistake: "no prefix of the table's",
    wrong: { days: { ...days, tables: [{ ...table, Name: "days_days" }] } },
    message: "The one table has another name: a table is called as the last prefix before its partitions.",
  },
  {
    task: "5.3",
    clause: "partitioned",
    plant: "fourteen days",
    mistake: "one file of all days",
    wrong: { days: { tables: [{ Name: "days_receipt" }], partitions: [], objects: 1 } },
    message: "The table has no partitions: a question about one day reads all of them.",
  },
  {
    task: "5.3",
    clause: "by dt",
    plant: "the prefix",
    mistake: "receipt/2017-06-12/",
    wrong: { days: { ...days, tables: [{ ...table, PartitionKeys: [{ Name: "partition_0" }] }] } },
    message: "The partitions have no name: a prefix says one as dt=….",
  },
  {
    task: "5.3",
    clause: "by dt",
    plant: "the prefix",
    mistake: "year=2017/month=06/day=12/",
    wrong: {
      days: { ...days, tables: [{ ...table, PartitionKeys: [{ Name: "year" }, { Name: "month" }, { Name: "day" }] }] },
    },
    message: "The partitions have other keys: one key of a day is asked for.",
  },
  {
    task: "5.3",
    clause: "the fourteen files",
    plant: "fourteen days",
    mistake: "a day forgotten",
    wrong: { days: { ...days, partitions: days.partitions.slice(1), objects: 2 } },
    message: "Of the days, 1 is missing (such as …).",
  },
];

export const step5: StepClauses<Described> = {
  step: 5,
  right,
  others,
  clauses,
  tasks: ["5.1", "5.2", "5.3"],
  seeds: 1,
  judge,
};

async function judge({ connection, crawl, days: seen }: Described, task: string): Promise<Finding> {
  if (task === "5.1") {
    return judgeConnection(connection);
  }
  return task === "5.2" ? judgeCrawled(crawl) : judgeDays(dates, seen);
}
