import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { renderSvg } from "../../helpers/charts/show-chart";
import { clientOptions } from "../../local-aws/testing/client-options";
import { root } from "../../processes/project";
import { bucket, largest, makeTables, partitionCounts, sizes } from "./athena-tables";
import { type Figure, median } from "./figure";
import { type ServerProcess, startLab } from "./lab-process";
import { type Measured, timeChart } from "./time-chart";
import { startTrinoPair, timeTrino } from "./trino-pair";

const pairs = 5;

/** What an inspection line is asked: NG ratios by line, a rare fault, the days' coils. */
const questions = [
  "SELECT line, count(*) AS parts, avg(ng) AS ratio FROM %T GROUP BY line ORDER BY line",
  "SELECT count(*), max(area) FROM %T WHERE ratio > 0.9995 AND line = 'L3'",
  "SELECT day, approx_distinct(part) AS parts, sum(area) AS area FROM %T GROUP BY day ORDER BY day",
  "SELECT line, day, stddev(ratio), min(area), max(area) FROM %T GROUP BY line, day ORDER BY line, day",
];
/**
 * Athena on 10 million Parquet rows: through the SDK against the same Trino, and Trino through our S3 against Trino on
 * the files. Charts of seconds against rows and against partitions go to `out/bench/`.
 */
export async function athena(folder: string): Promise<Figure[]> {
  const dataDir = join(folder, "data");
  const lab = await startLab(dataDir);
  try {
    await makeTables(lab, dataDir);
    const figures = [await throughTheSdk(lab)];
    await drawCharts(lab);
    const pair = await startTrinoPair(lab, dataDir, join(folder, "pair"));
    try {
      figures.push(await throughOurS3(pair));
    } finally {
      await pair.stop();
    }
    return figures;
  } finally {
    await lab.stop();
  }
}

async function throughTheSdk(lab: ServerProcess): Promise<Figure> {
  const health = (await (await fetch(`${lab.url}/_local/health`)).json()) as { athena: { url: string } };
  const asked = (sql: string) => timeAthena(lab, sql);
  const direct = (sql: string) => timeTrino(health.athena.url, sql, "bench");
  const limit = 1.15;
  return compare("Athena's SDK ÷ Trino, 10⁷ rows", limit, asked, direct, (question) => question.replace("%T", largest));
}

async function throughOurS3({ url }: ServerProcess): Promise<Figure> {
  const ask = (catalog: string) => (sql: string) => timeTrino(url, sql.replace("%T", `${catalog}.${largest}`), "bench");
  return compare("Trino by our S3 ÷ by files, 10⁷", 1.5, ask("awsdatacatalog.bench"), ask("direct.direct"), String);
}

/** Each question in turn by both ways, the first time to warm up. */
async function compare(
  what: string,
  limit: number,
  one: (sql: string) => Promise<number>,
  other: (sql: string) => Promise<number>,
  sqlOf: (question: string) => string,
): Promise<Figure> {
  const sums: [number, number][] = [];
  for (let round = 0; round <= pairs; round += 1) {
    const sum: [number, number] = [0, 0];
    for (const question of questions) {
      sum[0] += await one(sqlOf(question));
      sum[1] += await other(sqlOf(question));
    }
    sums.push(sum);
  }
  const counted = sums.slice(1);
  const measured = median(counted.map(([first, second]) => first / second));
  const [first, second] = [median(counted.map(([time]) => time)), median(counted.map(([, time]) => time))];
  const detail = `${questions.length} queries ${first.toFixed(2)} s against ${second.toFixed(2)} s, median of ${pairs} pairs`;
  return { what, measured, limit, unit: "×", detail };
}

/** Seconds from StartQueryExecution to the last row. */
async function timeAthena(lab: ServerProcess, sql: string): Promise<number> {
  const api = new AthenaClient(clientOptions(lab.url));
  const started = performance.now();
  const { QueryExecutionId } = await api.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      QueryExecutionContext: { Database: "bench" },
      ResultConfiguration: { OutputLocation: `s3://${bucket}/results/` },
    }),
  );
  for (;;) {
    const { QueryExecution } = await api.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const state = QueryExecution?.Status?.State;
    if (state === "SUCCEEDED") {
      break;
    }
    if (state !== "QUEUED" && state !== "RUNNING") {
      throw new Error(`${sql} ended as ${state}: ${QueryExecution?.Status?.StateChangeReason}`);
    }
    await sleep(25);
  }
  for await (const page of paginateGetQueryResults({ client: api }, { QueryExecutionId })) {
    if ((page.ResultSet?.Rows?.length ?? 0) === 0) {
      throw new Error(`No rows to ${sql}`);
    }
  }
  return (performance.now() - started) / 1_000;
}

async function drawCharts(lab: ServerProcess): Promise<void> {
  const folder = join(root, "out", "bench");
  mkdirSync(folder, { recursive: true });
  const ask = questions[0] ?? "";
  const series: readonly (readonly [string, string, readonly number[]])[] = [
    ["rows", "rows of the table", sizes],
    ["partitions", "partitions of a table of 100,000 rows", partitionCounts],
  ];
  for (const [name, title, counts] of series) {
    const points: Measured[] = [];
    for (const count of counts) {
      const times: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        times.push(await timeAthena(lab, ask.replace("%T", `${name}_${count}`)));
      }
      points.push({ count, seconds: median(times) });
    }
    writeFileSync(join(folder, `${name}.svg`), await renderSvg(timeChart(title, points)));
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(points, undefined, 1)}\n`);
  }
}
