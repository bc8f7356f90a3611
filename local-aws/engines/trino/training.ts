import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { runTrinoQuery, type TrinoAddress } from "./trino-client";

const rows = 50_000;
const rounds = 2;

/** A format of Trino's, and whether all its columns are texts. */
const formats = [
  ["parquet", false],
  ["orc", false],
  ["json", false],
  ["textfile", false],
  ["csv", true],
] as const;

const columns = {
  part: "i",
  line: "'L' || cast(i % 4 AS varchar)",
  day: "date_add('day', i % 14, DATE '2025-07-01')",
  area: "cast(i * 7919 % 10000 AS integer)",
  ratio: "i * 104729 % 1000000 / 1e6",
  ng: "i % 8 = 0",
};

/** What a quality engineer asks: groups, filters, the largest, distinct counts, windows, joins. */
const questions = [
  "SELECT line, count(*), avg(cast(ratio AS double)), sum(cast(area AS bigint)) FROM %T GROUP BY line ORDER BY line",
  "SELECT * FROM %T WHERE cast(ratio AS double) > 0.99 AND line IN ('L1', 'L3') ORDER BY cast(area AS bigint) DESC, part LIMIT 10",
  "SELECT line, count(DISTINCT area), approx_distinct(part) FROM %T GROUP BY line",
  "SELECT line, part, rank() OVER (PARTITION BY line, day ORDER BY cast(ratio AS double) DESC) AS place, lag(area) OVER (PARTITION BY line ORDER BY part) FROM %T ORDER BY place LIMIT 20",
  "SELECT day, max(worst), sum(parts) FROM (SELECT line, day, min(ratio) AS worst, count(*) AS parts FROM %T GROUP BY line, day) JOIN (SELECT DISTINCT day AS first FROM %T) ON first = day GROUP BY day HAVING sum(parts) > 1 ORDER BY 1",
  "SELECT substr(cast(day AS varchar), 1, 7) AS month, upper(line), round(avg(CASE WHEN cast(ng AS varchar) = 'true' THEN 1.0 ELSE 0 END), 3) FROM %T WHERE line LIKE 'L%' GROUP BY 1, 2",
];

/**
 * Gives Trino the work that it is to be quick at from its start on. What its Java learns of its methods meanwhile goes
 * into the AOT cache.
 *
 * @param dataDir The data folder of the embedded AWS that it reads.
 * @throws Where a statement fails.
 * @see https://openjdk.org/jeps/515
 */
export async function trainTrino(trino: TrinoAddress, dataDir: string): Promise<void> {
  mkdirSync(join(dataDir, "s3", "training"));
  const run = async (sql: string) => {
    const signal = AbortSignal.timeout(120_000);
    for await (const _ of runTrinoQuery({ trino, sql, database: "training", session: {}, signal })) {
      // only the work counts
    }
  };
  await run("CREATE SCHEMA training WITH (location = 's3://training/')");
  for (const [format, isText] of formats) {
    const selected = Object.entries(columns).map(
      ([name, sql]) => `${isText ? `cast(${sql} AS varchar)` : sql} AS ${name}`,
    );
    await run(`CREATE TABLE ${format} WITH (format = '${format}') AS SELECT ${selected}
      FROM UNNEST(sequence(1, ${rows / 1000})) AS a(k) CROSS JOIN UNNEST(sequence(1, 1000)) AS b(n)
      CROSS JOIN UNNEST(ARRAY[k * 1000 + n]) AS c(i)`);
    for (let round = 0; round < rounds; round += 1) {
      for (const question of questions) {
        await run(question.replaceAll("%T", format));
      }
    }
  }
}
