import type { Workshop } from "../engine/workshop";
import { formats } from "./01-formats";
import { partitions } from "./02-partitions";
import { projection } from "./03-projection";
import { evolution } from "./04-schema-evolution";
import { iceberg } from "./05-iceberg";
import { workgroups } from "./06-workgroups";
import { windows } from "./07-windows";
import { geography } from "./08-geography";
import { transforms } from "./09-transforms";
import { ShopContext } from "./context";
import { correctionsCsv } from "./iceberg/corrections";
import { names as exercises } from "./layout";
import { names } from "./names";
import { csvOf, cutsOf, shopWorld } from "./shop/cuts";
import { deliveriesOf, deliveryFiles } from "./shop/deliveries";
import { cardsOf, toolsOf } from "./shop/tools";
import { powerCsv, powerOf, powerWorld } from "./windows/power";
import { logCsv, logOf, logWorld } from "./workgroups/query-log";

export const workshop: Workshop<ShopContext> = {
  names,
  story:
    "Ten plants send a million readings of their turbines into a data lake. The same question costs one colleague a cent and another a thousandth of it: what did the second one do?",
  picture: {
    file: "docs/images/formats.png",
    alternative:
      "Bytes at rest and bytes scanned of the same readings in five formats: a narrow question reads 1 % in Parquet",
  },
  services: ["S3", "Glue Data Catalog", "Glue jobs (PySpark)", "Athena"],
  lessons: [
    {
      notebook: "00-start-here",
      title: "Start here",
      minutes: 10,
      about: "what a data lake is, which decisions make its questions cheap or dear, and what it may cost",
    },
    {
      notebook: "01-formats-and-compression",
      title: "Formats and compression",
      minutes: 35,
      about: "CSV, JSON, Avro, ORC and Parquet, compressed or not: bytes at rest, bytes scanned, seconds, price",
    },
    {
      notebook: "02-partitions",
      title: "Partitions",
      minutes: 35,
      about: "which folders make which question cheap, more than 100 of them, small files and their cure",
    },
    {
      notebook: "03-partition-projection",
      title: "Partition projection",
      minutes: 35,
      about: "ten thousand partitions by MSCK, by ADD PARTITION and by a rule; what a wrong rule hides",
    },
    {
      notebook: "04-schema-evolution",
      title: "Schema evolution",
      minutes: 40,
      about: "a new column, a changed type, a vanished file: versions, crawler policies, which format bears what",
    },
    {
      notebook: "05-iceberg",
      title: "Iceberg",
      minutes: 40,
      about: "rows corrected and deleted, yesterday asked again, small files packed, Spark and Athena on one table",
    },
    {
      notebook: "06-workgroups-and-cost",
      title: "Workgroups and cost",
      minutes: 35,
      about:
        "limits that end a query, answers that are reused, kept questions, queues; claims about cost against prices",
    },
    {
      notebook: "07-windows-and-time-series",
      title: "Windows and time series",
      minutes: 40,
      about: "ranks, the row before, averages of 3, 7 and 30 days, trend, season and remainder, days that do not fit",
    },
    {
      notebook: "08-geography",
      title: "Geography",
      minutes: 35,
      about: "which plants lay within 100 km of an earthquake, by point, polygon and grid; a map",
    },
    {
      notebook: "09-transforms",
      title: "Transforms",
      minutes: 40,
      about: "what Glue's transforms do to which rows, machines that are listed twice, and K-Means in Spark ML",
    },
    {
      notebook: "10-clean-up",
      title: "Clean up",
      minutes: 10,
      about: "removes all of it and shows that nothing is left",
    },
  ],
  steps: [formats, partitions, projection, evolution, iceberg, workgroups, windows, geography, transforms],
  crawlers: [],
  workGroups: [exercises.workGroup],
  exerciseData: () => {
    const cuts = cutsOf(shopWorld);
    const places = Object.entries(deliveryFiles(deliveriesOf(shopWorld)));
    return new Map([
      ["data/cuts.csv", csvOf(cuts)],
      ["data/corrections.csv", correctionsCsv(cuts)],
      ["data/queries.csv", logCsv(logOf(logWorld))],
      ["data/power.csv", powerCsv(powerOf(powerWorld))],
      ["data/tools.jsonl", cardsOf(toolsOf(shopWorld))],
      ...places.map(([name, text]) => [`data/${name}.csv`, text] as const),
    ]);
  },
  clauses: async () => (await import("./clauses/all.js")).allClauses,
  context: (lab, options) => new ShopContext(lab, options),
};
