import assert from "node:assert/strict";

/** The steps whose work is a Glue job. */
export type JobStep = 3 | 4 | 5;

/** Other scripts that are right, made from the solution's. */
export const otherScripts: Readonly<Record<JobStep, (solution: string) => string>> = {
  3: preprocessingInSql,
  4: judgementInSql,
  5: evaluationInSql,
};

/** A solution in which the body of one task's function is replaced. */
export function withBody(text: string, task: string, body: string): string {
  const lines = body
    .trim()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
  const replaced = text.replace(new RegExp(`    # <solution ${task}>[\\s\\S]*?# </solution>`), () => lines);
  assert.notEqual(replaced, text, task);
  return replaced;
}

/** SQL, another order of columns, and bounds over a window. */
function preprocessingInSql(solution: string): string {
  let script = withBody(
    solution,
    "3.1",
    `
raw.createOrReplaceTempView("raw")
empty = " OR ".join(f"length({name}) = 0" for name in RAW)
return raw.sparkSession.sql(f"""
    SELECT *, CASE WHEN {empty} THEN 'missing_cell'
      WHEN NOT (x0 + 0 < x1 + 0 AND y0 + 0 < y1 + 0) THEN 'swapped_corners'
      WHEN row_number() OVER (PARTITION BY {", ".join(RAW)} ORDER BY line) > 1 THEN 'duplicate_row' END AS reject_reason
    FROM raw""")`,
  );
  script = withBody(
    script,
    "3.3",
    `
from pyspark.sql import Window
everything = Window.partitionBy(F.lit(1))
for name in VECTOR:
    low, high = F.min(name).over(everything), F.max(name).over(everything)
    features = features.withColumn(f"{name}_norm", (F.col(name) - low) / (high - low))
return features.select("day", "coil_id", *(f"{name}_norm" for name in VECTOR))`,
  );
  script = withBody(
    script,
    "3.2",
    `
number = {name: F.col(name).cast("bigint") for name in ["x0", "x1", "y0", "y1", "area_px"]}
return (
    good.withColumn("seen_at", F.col("seen_at").cast("timestamp"))
    .withColumn("gauge_mm", F.split("gauge", " ")[0].cast("double"))
    .withColumn("area_px", number["area_px"])
    .withColumn("width_px", number["x1"] - number["x0"])
    .withColumn("height_px", number["y1"] - number["y0"])
    .withColumn("aspect", F.col("width_px") / F.col("height_px"))
    .withColumns({name: F.col(name).cast("double") for name in VECTOR})
)`,
  );
  return script;
}

/** SQL, and a full join for what found no partner. */
function judgementInSql(solution: string): string {
  let script = withBody(
    solution,
    "4.2",
    `
spark = features.sparkSession
for name, frame in {"f": features, "l": labels, "c": criteria}.items():
    frame.createOrReplaceTempView(name)
return spark.sql(f"""
    SELECT j.*, IF(judgement = 'NG', s, NULL) AS severity FROM (
      SELECT f.*, l.defect, c.severity AS s, IF(width_px > height_px, width_px, height_px) * {pixel_size_mm}D AS length_mm,
        IF(area_px <= max_area_px AND IF(width_px > height_px, width_px, height_px) * {pixel_size_mm}D <= max_length_mm,
          'OK', 'NG') AS judgement
      FROM f JOIN l ON f.coil_id = l.coil_id JOIN c ON l.defect = c.defect) AS j""").drop("s")`,
  );
  script = withBody(
    script,
    "4.3",
    `
both = features.select("coil_id", F.lit(True).alias("f")).join(labels, "coil_id", "full")
alone = both.where("f IS NULL OR defect IS NULL")
bad = [row["coil_id"] for row in rejected.select("coil_id").collect()]
return alone.selectExpr("IF(f, 'coil', 'label') AS record", "coil_id").na.fill("label").withColumn(
    "reason",
    F.when(F.col("record") == "coil", "coil_without_label")
    .when(F.col("coil_id").isin(bad), "coil_rejected")
    .otherwise("label_without_coil"),
)`,
  );
  return script;
}

/** A mean as the ratio, intervals worked out in Python, and SQL. */
function evaluationInSql(solution: string): string {
  let script = withBody(
    solution,
    "5.1",
    `
flag = F.expr("CASE judgement WHEN 'NG' THEN 1 ELSE 0 END")
return judged.groupBy("line").agg(
    F.countDistinct("coil_id").alias("coils"), F.sum(flag).alias("ng"), F.avg(flag).alias("ng_ratio")
)`,
  );
  script = withBody(
    script,
    "5.2",
    `
rows = []
for line, n, ng in ratios.select("line", "coils", "ng").collect():
    root = (1.96**2 / (4 * n * n) + ng / n * (1 - ng / n) / n) ** 0.5
    rows.append((line, *((ng / n + 1.96**2 / (2 * n) + sign * 1.96 * root) / (1 + 1.96**2 / n) for sign in (-1, 1))))
return ratios.sparkSession.createDataFrame(rows, "line string, wilson_low double, wilson_high double")`,
  );
  script = withBody(
    script,
    "5.3",
    `
judged.createOrReplaceTempView("judged")
return judged.sparkSession.sql("""
    WITH points AS (SELECT line, day, count(*) AS coils, count_if(judgement = 'NG') AS ng FROM judged GROUP BY ALL),
    limits AS (SELECT *, ng / coils AS ratio, sum(ng) OVER () / sum(coils) OVER () AS center FROM points),
    bounds AS (SELECT *, least(1D, center + sqrt(9 * center * (1 - center) / coils)) AS ucl FROM limits)
    SELECT *, ratio > ucl AS out_of_control FROM bounds""")`,
  );
  return script;
}
