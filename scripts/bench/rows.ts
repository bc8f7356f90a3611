import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderSvg } from "../../helpers/charts/show-chart";
import { root } from "../../processes/project";
import { makePartitionedTables, makeTables, partitionCounts } from "./athena-tables";
import { jobsByRows } from "./big-job";
import { median } from "./figure";
import { startLab } from "./lab-process";
import { questions, sizes } from "./questions";
import { timeAthena } from "./time-athena";
import { type Measured, timeChart } from "./time-chart";

const warmUps = 2;
const runs = 3;

/**
 * `npm run bench -- rows`: how long Athena takes as tables grow, by rows (10⁴ … 10⁷) and by partitions (1 … 10⁴), through
 * the SDK, and a Glue job by rows, beside plain PySpark. JSON and a chart of each go to `out/bench/`; the JSON is printed, too.
 */
export async function rows(folder: string): Promise<void> {
  const out = join(root, "out", "bench");
  mkdirSync(out, { recursive: true });
  const dataDir = join(folder, "data");
  const lab = await startLab(dataDir);
  const measure = async (
    table: string,
    count: number,
    { name, sql }: (typeof questions)[number],
  ): Promise<Measured> => {
    const times: number[] = [];
    for (let run = 0; run < warmUps + runs; run += 1) {
      times.push(await timeAthena(lab, sql.replaceAll("%T", `${table}_${count}`)));
    }
    const seconds = Number(median(times.slice(warmUps)).toFixed(4));
    console.log(`  ${name}, ${table} ${count.toLocaleString("en")}: ${seconds.toFixed(2)} s`);
    return { question: name, count, seconds };
  };
  try {
    await makeTables(lab, dataDir);
    await makePartitionedTables(lab, dataDir);
    const byRows: Measured[] = [];
    for (const question of questions) {
      for (const count of sizes) {
        byRows.push(await measure("rows", count, question));
      }
    }
    await keep(out, "rows", "rows of the table", byRows);
    const byPartitions: Measured[] = [];
    for (const count of partitionCounts) {
      byPartitions.push(await measure("partitions", count, questions[0]));
    }
    await keep(out, "partitions", "partitions of a table of 100,000 rows", byPartitions);
    const jobs = (await jobsByRows(lab.url, dataDir)).flatMap(({ rows: count, embedded, plain }) => [
      { question: "Glue job", count, seconds: embedded },
      { question: "PySpark", count, seconds: plain },
    ]);
    await keep(out, "jobs", "rows of a job's CSV files", jobs);
  } finally {
    await lab.stop();
  }
}

async function keep(folder: string, name: string, what: string, points: readonly Measured[]): Promise<void> {
  const json = JSON.stringify(points, undefined, 1);
  console.log(`${what}: ${json}`);
  writeFileSync(join(folder, `${name}.json`), `${json}\n`);
  writeFileSync(join(folder, `${name}.svg`), await renderSvg(timeChart(what, points)));
}
