-- The factory's questions. Expected: DuckDB on the same files, or by hand from data/inspections.

-- NG ratio by line.
SELECT line, count(*) AS parts, count_if(ng) AS ng, CAST(count_if(ng) AS double) / count(*) AS ratio FROM inspections GROUP BY line ORDER BY ratio DESC;
-- OK DML SELECT
-- | line varchar | parts bigint | ng bigint | ratio double |
-- | L3           | 3            | 2         | ≈ 0.66667    |
-- | L2           | 4            | 2         | 0.5          |
-- | L1           | 5            | 2         | 0.4          |

-- The same with avg over a condition.
SELECT day, avg(IF(ng, 1.0, 0.0)) AS ratio FROM inspections GROUP BY day ORDER BY day;
-- | day varchar | ratio double |
-- | 2025-07-01  | 0.5          |
-- | 2025-07-02  | 0.5          |
-- | 2025-07-03  | 0.5          |

-- Wilson's 95 % interval for each line, by its formula.
WITH counts AS (SELECT line, CAST(count(*) AS double) AS n, CAST(count_if(ng) AS double) AS x FROM inspections GROUP BY line)
SELECT line, (x / n + 1.96 * 1.96 / (2 * n) - 1.96 * sqrt(x / n * (1 - x / n) / n + 1.96 * 1.96 / (4 * n * n))) / (1 + 1.96 * 1.96 / n) AS low,
  (x / n + 1.96 * 1.96 / (2 * n) + 1.96 * sqrt(x / n * (1 - x / n) / n + 1.96 * 1.96 / (4 * n * n))) / (1 + 1.96 * 1.96 / n) AS high
FROM counts ORDER BY line;
-- | line varchar | low double | high double |
-- duckdb: WITH c AS (SELECT line, count(*)::double AS n, count(*) FILTER (WHERE ng)::double AS x FROM inspections GROUP BY line)
--   SELECT line, (x / n + 3.8416 / (2 * n) - 1.96 * sqrt(x / n * (1 - x / n) / n + 3.8416 / (4 * n * n))) / (1 + 3.8416 / n),
--   (x / n + 3.8416 / (2 * n) + 1.96 * sqrt(x / n * (1 - x / n) / n + 3.8416 / (4 * n * n))) / (1 + 3.8416 / n) FROM c ORDER BY line

-- Trino has it as a function.
SELECT line, wilson_interval_lower(count_if(ng), count(*), 1.96) AS low, wilson_interval_upper(count_if(ng), count(*), 1.96) AS high FROM inspections GROUP BY line ORDER BY line;
-- | line varchar | low double | high double |
-- duckdb: WITH c AS (SELECT line, count(*)::double AS n, count(*) FILTER (WHERE ng)::double AS x FROM inspections GROUP BY line)
--   SELECT line, (x / n + 3.8416 / (2 * n) - 1.96 * sqrt(x / n * (1 - x / n) / n + 3.8416 / (4 * n * n))) / (1 + 3.8416 / n),
--   (x / n + 3.8416 / (2 * n) + 1.96 * sqrt(x / n * (1 - x / n) / n + 3.8416 / (4 * n * n))) / (1 + 3.8416 / n) FROM c ORDER BY line

-- Pareto of the plates' faults: counts, shares, running shares.
WITH faults AS (
  SELECT fault, sum(n) AS n FROM steel CROSS JOIN UNNEST(
    ARRAY['pastry', 'z_scratch', 'k_scratch', 'stains', 'dirtiness', 'bumps', 'other'],
    ARRAY[pastry_fault, z_scratch_fault, k_scatch_fault, stains_fault, dirtiness_fault, bumps_fault, other_faults]) AS t (fault, n) GROUP BY fault)
SELECT fault, n, 100e0 * n / sum(n) OVER () AS share, 100e0 * sum(n) OVER (ORDER BY n DESC) / sum(n) OVER () AS running FROM faults ORDER BY n DESC;
-- | fault varchar | n bigint | share double | running double |
-- duckdb: WITH f AS (SELECT 'pastry' AS fault, sum(Pastry_Fault) AS n FROM steel UNION ALL SELECT 'z_scratch', sum(Z_Scratch_Fault) FROM steel UNION ALL SELECT 'k_scratch', sum(K_Scatch_Fault) FROM steel
--   UNION ALL SELECT 'stains', sum(Stains_Fault) FROM steel UNION ALL SELECT 'dirtiness', sum(Dirtiness_Fault) FROM steel UNION ALL SELECT 'bumps', sum(Bumps_Fault) FROM steel UNION ALL SELECT 'other', sum(Other_Faults) FROM steel)
--   SELECT fault, n, 100.0::double * n / sum(n) OVER (), 100.0::double * sum(n) OVER (ORDER BY n DESC) / sum(n) OVER () FROM f ORDER BY n DESC

-- A p-chart over groups of 100 plates: share of bumps, centre, limits of three sigma, and what lies outside.
WITH groups AS (SELECT (plate - 1) / 100 AS g, CAST(count(*) AS double) AS n, CAST(sum(bumps_fault) AS double) AS x FROM steel GROUP BY 1),
chart AS (SELECT g, n, x / n AS p, sum(x) OVER () / sum(n) OVER () AS centre FROM groups)
SELECT g, p, centre, greatest(0e0, centre - 3 * sqrt(centre * (1 - centre) / n)) AS lower, centre + 3 * sqrt(centre * (1 - centre) / n) AS upper,
  p > centre + 3 * sqrt(centre * (1 - centre) / n) AS out FROM chart ORDER BY g;
-- | g bigint | p double | centre double | lower double | upper double | out boolean |
-- duckdb: WITH groups AS (SELECT (plate - 1) // 100 AS g, count(*)::double AS n, sum(Bumps_Fault)::double AS x FROM steel GROUP BY 1), chart AS (SELECT g, n, x / n AS p, sum(x) OVER () / sum(n) OVER () AS centre FROM groups)
--   SELECT g, p, centre, greatest(0.0::double, centre - 3 * sqrt(centre * (1 - centre) / n)), centre + 3 * sqrt(centre * (1 - centre) / n), p > centre + 3 * sqrt(centre * (1 - centre) / n) FROM chart ORDER BY g

-- Drift: the mean of the last 20 plates against the mean of all before.
SELECT plate, avg(luminosity_index) OVER (ORDER BY plate ROWS BETWEEN 19 PRECEDING AND CURRENT ROW) - avg(luminosity_index) OVER (ORDER BY plate ROWS BETWEEN UNBOUNDED PRECEDING AND 20 PRECEDING) AS drift FROM steel ORDER BY plate DESC LIMIT 20;
-- | plate bigint | drift double |
-- duckdb: SELECT plate, avg(Luminosity_Index) OVER (ORDER BY plate ROWS BETWEEN 19 PRECEDING AND CURRENT ROW) - avg(Luminosity_Index) OVER (ORDER BY plate ROWS BETWEEN UNBOUNDED PRECEDING AND 20 PRECEDING) FROM steel ORDER BY plate DESC LIMIT 20

-- Process capability: Cpk of the plates' luminosity within -0.6 and 0.6.
SELECT least((0.6 - avg(luminosity_index)) / (3 * stddev(luminosity_index)), (avg(luminosity_index) + 0.6) / (3 * stddev(luminosity_index))) AS cpk FROM steel;
-- | cpk double |
-- duckdb: SELECT least((0.6::double - avg(Luminosity_Index)) / (3 * stddev(Luminosity_Index)), (avg(Luminosity_Index) + 0.6::double) / (3 * stddev(Luminosity_Index))) FROM steel

-- The region of interest: width, height, area of its box, aspect.
SELECT plate, x_maximum - x_minimum AS width, y_maximum - y_minimum AS height, (x_maximum - x_minimum) * (y_maximum - y_minimum) AS box, CAST(x_maximum - x_minimum AS double) / nullif(y_maximum - y_minimum, 0) AS aspect FROM steel ORDER BY box DESC, plate LIMIT 10;
-- | plate bigint | width bigint | height bigint | box bigint | aspect double |
-- duckdb: SELECT plate, X_Maximum - X_Minimum AS width, Y_Maximum - Y_Minimum AS height, (X_Maximum - X_Minimum) * (Y_Maximum - Y_Minimum) AS box, (X_Maximum - X_Minimum)::double / nullif(Y_Maximum - Y_Minimum, 0) FROM steel ORDER BY box DESC, plate LIMIT 10

-- Outliers by the quartiles' distance.
SELECT count_if(thickness > q3 + 1.5 * (q3 - q1)) AS outliers FROM (SELECT steel_plate_thickness AS thickness FROM steel), (SELECT 40e0 AS q1, 80e0 AS q3);
-- | outliers bigint |
-- duckdb: SELECT count(*) FILTER (WHERE Steel_Plate_Thickness > 140) FROM steel

-- Faults by kind of steel: a pivot.
SELECT IF(typeofsteel_a300 = 1, 'A300', 'A400') AS steel, sum(bumps_fault) AS bumps, sum(stains_fault) AS stains, sum(other_faults) AS other FROM steel GROUP BY 1 ORDER BY 1;
-- | steel varchar | bumps bigint | stains bigint | other bigint |
-- duckdb: SELECT if(TypeOfSteel_A300 = 1, 'A300', 'A400'), sum(Bumps_Fault), sum(Stains_Fault), sum(Other_Faults) FROM steel GROUP BY 1 ORDER BY 1

-- The correlation of area and luminosity.
SELECT corr(CAST(pixels_areas AS double), sum_of_luminosity) AS r, covar_samp(luminosity_index, orientation_index) AS c FROM steel;
-- | r double | c double |
-- duckdb: SELECT corr(Pixels_Areas, Sum_of_Luminosity), covar_samp(Luminosity_Index, Orientation_Index) FROM steel

-- Largest three plates of each fault.
SELECT fault, plate, pixels_areas FROM (
  SELECT IF(bumps_fault = 1, 'bumps', 'stains') AS fault, plate, pixels_areas, row_number() OVER (PARTITION BY bumps_fault ORDER BY pixels_areas DESC, plate) AS n
  FROM steel WHERE bumps_fault = 1 OR stains_fault = 1) WHERE n <= 3 ORDER BY fault, n;
-- | fault varchar | plate bigint | pixels_areas bigint |
-- duckdb: SELECT fault, plate, Pixels_Areas FROM (SELECT if(Bumps_Fault = 1, 'bumps', 'stains') AS fault, plate, Pixels_Areas, row_number() OVER (PARTITION BY Bumps_Fault ORDER BY Pixels_Areas DESC, plate) AS n FROM steel WHERE Bumps_Fault = 1 OR Stains_Fault = 1) WHERE n <= 3 ORDER BY fault, n

-- Histogram of thickness in classes of 50.
SELECT steel_plate_thickness / 50 * 50 AS class, count(*) AS n FROM steel GROUP BY 1 ORDER BY 1;
-- | class bigint | n bigint |
-- duckdb: SELECT Steel_Plate_Thickness // 50 * 50, count(*) FROM steel GROUP BY 1 ORDER BY 1

-- Runs: seven or more in a row on the same side of the mean.
WITH sides AS (SELECT plate, luminosity_index > avg(luminosity_index) OVER () AS above FROM steel),
runs AS (SELECT above, plate - row_number() OVER (PARTITION BY above ORDER BY plate) AS run FROM sides)
SELECT count(*) AS long_runs FROM (SELECT above, run FROM runs GROUP BY above, run HAVING count(*) >= 7);
-- | long_runs bigint |
-- duckdb: WITH sides AS (SELECT plate, Luminosity_Index > avg(Luminosity_Index) OVER () AS above FROM steel), runs AS (SELECT above, plate - row_number() OVER (PARTITION BY above ORDER BY plate) AS run FROM sides) SELECT count(*) FROM (SELECT above, run FROM runs GROUP BY above, run HAVING count(*) >= 7)

-- First-pass yield by shift, with the total.
SELECT coalesce(CAST(shift AS varchar), 'all') AS shift, count(*) AS parts, round(1 - avg(IF(ng, 1e0, 0e0)), 3) AS yield FROM inspections GROUP BY ROLLUP (shift) ORDER BY 1;
-- | shift varchar | parts bigint | yield double |
-- | 1             | 6            | 0.5          |
-- | 2             | 6            | 0.5          |
-- | all           | 12           | 0.5          |

-- Notes of NG parts by day, in one line.
SELECT day, listagg(part || ': ' || note, '; ') WITHIN GROUP (ORDER BY part) AS notes FROM inspections WHERE ng GROUP BY day ORDER BY day;
-- | day varchar | notes varchar                          |
-- | 2025-07-01  | P002: scratch on edge; P004: 긁힘      |
-- | 2025-07-02  | P006: stain; P008: 얼룩                |
-- | 2025-07-03  | P009: scratch; P011: bump              |

-- Minutes between one part and the next on its line.
SELECT part, date_diff('minute', lag(inspected_at) OVER (PARTITION BY line ORDER BY inspected_at), inspected_at) AS minutes FROM inspections WHERE line = 'L3' ORDER BY part;
-- | part varchar | minutes bigint |
-- | P007         | NULL           |
-- | P008         | 30             |
-- | P011         | 1949           |

-- Machines whose readings pass their limit, joined out of JSON and text.
SELECT m.machine, max(r.temp) AS hottest, m.limits.high * 2 AS allowed FROM machines m JOIN readings r ON r.machine = m.machine GROUP BY m.machine, m.limits.high HAVING max(r.temp) > m.limits.high * 2 ORDER BY 1;
-- | machine varchar | hottest double | allowed double |
-- | M1              | 30.0           | 24.0           |
-- | M2              | 31.0           | 20.0           |

-- Exponentially weighted mean, lambda 0.2, by a fold over the readings in their order.
SELECT machine, reduce(array_agg(temp ORDER BY minute), CAST(NULL AS double), (s, x) -> coalesce(0.8 * s + 0.2 * x, x), s -> s) AS ewma FROM readings WHERE minute < 3 GROUP BY machine ORDER BY machine;
-- | machine varchar | ewma double |
-- | M1              | ≈ 21.320    |
-- | M2              | ≈ 29.480    |
