import { join } from "node:path";
import { makeTables } from "./athena-tables";
import { type Figure, medianPair } from "./figure";
import { type ServerProcess, startLab, trinoUrlOf } from "./lab-process";
import { largest, questions } from "./questions";
import { selectOne } from "./select-one";
import { timeAthena } from "./time-athena";
import { startTrinoPair, timeTrino } from "./trino-pair";

const rounds = { warmUps: 2, pairs: 5 };

type Way = (sql: string) => Promise<number>;

/**
 * Athena on 10 million Parquet rows: through the SDK against the same Trino asked directly; and Trino by the embedded
 * AWS's catalog, and by requests to its S3 as another cluster reads, both against Trino on the files.
 */
export async function athena(folder: string): Promise<Figure[]> {
  const dataDir = join(folder, "data");
  const lab = await startLab(dataDir);
  try {
    await makeTables(lab, dataDir);
    const trinoUrl = await trinoUrlOf(lab);
    const figures = [
      await selectOne(lab.url, trinoUrl),
      await compare(
        "Athena's SDK ÷ Trino, 10⁷ rows",
        1.15,
        (sql) => timeAthena(lab, sql.replaceAll("%T", largest)),
        (sql) => timeTrino(trinoUrl, sql.replaceAll("%T", largest), "bench"),
      ),
    ];
    const pair = await startTrinoPair(lab, dataDir, join(folder, "pair"));
    try {
      const files = by(pair, "direct.direct");
      figures.push(
        await compare("Trino by its catalog ÷ by files, 10⁷", 1.3, by(pair, "awsdatacatalog.bench"), files),
        await compare("Trino by requests ÷ by files, 10⁷", 1.5, by(pair, "requests.bench"), files),
      );
    } finally {
      await pair.stop();
    }
    return figures;
  } finally {
    await lab.stop();
  }
}

function by({ url }: ServerProcess, schema: string): Way {
  return (sql) => timeTrino(url, sql.replaceAll("%T", `${schema}.${largest}`), "bench");
}

/** Each question in turn by both ways. The ratio is that of the sums of their medians. */
async function compare(what: string, limit: number, one: Way, other: Way): Promise<Figure> {
  const medians: (readonly [number, number])[] = [];
  for (const { sql } of questions) {
    medians.push(
      await medianPair(
        rounds,
        () => one(sql),
        () => other(sql),
      ),
    );
  }
  const sum = (side: 0 | 1) => medians.reduce((total, pair) => total + pair[side], 0);
  const each = questions.map(({ name }, index) => {
    const [first, second] = medians[index] ?? [Number.NaN, Number.NaN];
    return `${name} ${first.toFixed(2)} s against ${second.toFixed(2)} s`;
  });
  return {
    what,
    measured: sum(0) / sum(1),
    limit,
    unit: "×",
    detail: `${each.join(", ")}; medians of ${rounds.pairs}`,
  };
}
