/** What an inspection line is asked of tables with the columns of `athena-tables.ts`; `%T` is the table. */
export const questions = [
  { name: "group", sql: "SELECT line, count(*) AS parts, avg(ng) AS ratio FROM %T GROUP BY line ORDER BY line" },
  {
    name: "filter and top",
    sql: "SELECT part, line, ratio, area FROM %T WHERE ratio > 0.9 AND line = 'L3' ORDER BY area DESC, part LIMIT 20",
  },
  { name: "count distinct", sql: "SELECT line, count(DISTINCT area) AS areas FROM %T GROUP BY line ORDER BY line" },
  {
    name: "window",
    sql: `SELECT line, day, max(place) AS places, max(step) AS step FROM (
      SELECT line, day, rank() OVER (PARTITION BY line, day ORDER BY ratio) AS place,
        ratio - lag(ratio) OVER (PARTITION BY line, day ORDER BY ratio) AS step FROM %T WHERE ratio > 0.95
      ) GROUP BY line, day ORDER BY line, day`,
  },
] as const;

/** Tables `rows_N` of the database `bench`. */
export const sizes = [10_000, 100_000, 1_000_000, 10_000_000];
/** It stands in the database `direct` too, at its local place. */
export const largest = "rows_10000000";
