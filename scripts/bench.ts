import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalAws } from "../local-aws/server";
import { readArguments } from "../processes/arguments";
import { athena } from "./bench/athena";
import { bigJob } from "./bench/big-job";
import { coldJob } from "./bench/cold-job";
import { crawl } from "./bench/crawl";
import { putEvents } from "./bench/events";
import type { Figure } from "./bench/figure";
import { firstCell } from "./bench/first-cell";
import { lambda } from "./bench/lambda";
import { night } from "./bench/night";
import { queues } from "./bench/queues";
import { ready } from "./bench/ready";
import { rows } from "./bench/rows";
import { s3 } from "./bench/s3";
import { solutions } from "./bench/solutions";
import { passStates } from "./bench/states";

const usage = "npm run bench [-- rows]";

/** `npm run bench`: what must be quick, each against its limit; exit 1 where one is over. `rows`: time against rows. */
async function main(): Promise<number> {
  const { positionals } = readArguments({ allowPositionals: true }, usage);
  const [mode, ...more] = positionals;
  if (more.length > 0 || (mode !== undefined && mode !== "rows")) {
    throw new Error(`There is no benchmark '${positionals.join(" ")}'. Usage: ${usage}`);
  }
  const folder = mkdtempSync(join(tmpdir(), "quality-lab-bench-"));
  const figures: Figure[] = [];
  try {
    if (mode === "rows") {
      await rows(join(folder, "rows"));
      return 0;
    }
    const show = (figure: Figure) => {
      figures.push(figure);
      console.log(line(figure));
    };
    (await ready(join(folder, "ready"), 4_690)).forEach(show);
    (await s3(join(folder, "s3"))).forEach(show);
    (await lambda(join(folder, "lambda"))).forEach(show);
    show(await queues(join(folder, "queues")));
    show(await crawl(join(folder, "crawl")));
    (await athena(join(folder, "athena"))).forEach(show);
    const dataDir = join(folder, "data");
    const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir });
    try {
      show(await passStates(aws.url));
      show(await putEvents(aws.url));
      show(await firstCell(aws.url));
      show(await coldJob(aws.url, dataDir));
      show(await night(aws.url));
      show(await bigJob(aws.url, dataDir));
    } finally {
      await aws.close();
    }
    show(await solutions());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return figures.every(({ measured, limit }) => measured <= limit) ? 0 : 1;
}

function line({ what, measured, limit, unit, detail }: Figure): string {
  const digits = unit === "×" || unit === "s" ? 2 : 0;
  const verdict = measured <= limit ? "✓" : "✗";
  const value = `${measured.toFixed(digits)} ${unit}`.padStart(9);
  return `${verdict} ${what.padEnd(34)} ${value}  at most ${limit} ${unit}  (${detail})`;
}

main()
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
