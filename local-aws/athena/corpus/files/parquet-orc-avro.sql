-- Files with a schema. Expected: DuckDB on the same files, or by hand.
-- DuckDB wrote the Parquet file of steel; the ORC and Avro files are written by CREATE TABLE AS.

-- Parquet: rows, bounds and sums are DuckDB's.
SELECT count(*) AS n, sum(pixels_areas) AS pixels, min(luminosity_index) AS low, max(luminosity_index) AS high, avg(edges_index) AS edges FROM steel;
-- OK DML SELECT
-- | n bigint | pixels bigint | low double | high double | edges double |
-- duckdb: SELECT count(*), sum(Pixels_Areas), min(Luminosity_Index), max(Luminosity_Index), avg(Edges_Index) FROM steel

-- A whole row.
SELECT * FROM steel WHERE plate = 1000;
-- duckdb: SELECT * FROM steel WHERE plate = 1000

-- A condition on numbers.
SELECT plate, x_minimum, steel_plate_thickness FROM steel WHERE bumps_fault = 1 AND pixels_areas > 5000 ORDER BY plate;
-- | plate bigint | x_minimum bigint | steel_plate_thickness bigint |
-- duckdb: SELECT plate, X_Minimum, Steel_Plate_Thickness FROM steel WHERE Bumps_Fault = 1 AND Pixels_Areas > 5000 ORDER BY plate

-- The same table as ORC.
CREATE TABLE steel_orc WITH (format = 'ORC') AS SELECT plate, pixels_areas, luminosity_index, typeofsteel_a300 = 1 AS a300, CAST(steel_plate_thickness AS integer) AS thickness FROM steel;
-- OK DDL CREATE_TABLE_AS_SELECT

-- ORC gives back what went in.
SELECT a300, thickness, count(*) AS n, sum(pixels_areas) AS pixels, avg(luminosity_index) AS light FROM steel_orc GROUP BY a300, thickness ORDER BY 1, 2;
-- | a300 boolean | thickness integer | n bigint | pixels bigint | light double |
-- duckdb: SELECT TypeOfSteel_A300 = 1 AS a300, Steel_Plate_Thickness AS thickness, count(*), sum(Pixels_Areas), avg(Luminosity_Index) FROM steel GROUP BY ALL ORDER BY 1, 2

-- Avro.
CREATE TABLE parts_avro WITH (format = 'AVRO') AS SELECT part, line, shift, area, ng FROM inspections;
-- OK DDL CREATE_TABLE_AS_SELECT

-- Texts in Korean, NULL and truth values survive.
SELECT part, area, ng FROM parts_avro WHERE line = 'L2' ORDER BY part;
-- | part varchar | area double | ng boolean |
-- | P003         | 8.0         | false      |
-- | P004         | NULL        | true       |
-- | P006         | 9.5         | true       |
-- | P010         | 8.5         | false      |

-- Parquet with every kind of type.
CREATE TABLE typed WITH (format = 'PARQUET') AS SELECT CAST(1 AS tinyint) AS t, CAST(2 AS smallint) AS s, 3 AS i, BIGINT '9007199254740993' AS b, REAL '0.5' AS r, 0.25 AS d, DECIMAL '12345678901234567890.12' AS c, true AS f, DATE '2025-07-12' AS day, TIMESTAMP '2025-07-12 10:20:30.456' AS at, '판정' AS x, X'00FF' AS v, ARRAY[1, NULL] AS a, MAP(ARRAY['k'], ARRAY[1.5]) AS m, CAST(ROW('p', 2) AS ROW(name varchar, n integer)) AS w;
-- OK DDL CREATE_TABLE_AS_SELECT

-- And back.
SELECT * FROM typed;
-- | t tinyint | s smallint | i integer | b bigint         | r float | d double | c decimal(22,2)         | f boolean | day date   | at timestamp            | x varchar | v varbinary | a array   | m map   | w row         |
-- | 1         | 2          | 3         | 9007199254740993 | 0.5     | 0.25     | 12345678901234567890.12 | true      | 2025-07-12 | 2025-07-12 10:20:30.456 | 판정    | 00 ff       | [1, null] | {k=1.5} | {name=p, n=2} |

-- A column that the files do not have is NULL.
CREATE EXTERNAL TABLE steel_wide (plate bigint, checked_by string) STORED AS PARQUET LOCATION 's3://corpus/steel-parquet/';
-- OK DDL CREATE_TABLE

-- Columns are found by their names.
SELECT plate, checked_by FROM steel_wide WHERE plate = 5;
-- | plate bigint | checked_by varchar |
-- | 5            | NULL               |

-- The SerDe and the formats by their class names.
CREATE EXTERNAL TABLE steel_classes (plate bigint, pixels_areas bigint)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://corpus/steel-parquet/';
-- OK DDL CREATE_TABLE

-- The same sum.
SELECT sum(pixels_areas) AS pixels FROM steel_classes;
-- | pixels bigint |
-- duckdb: SELECT sum(Pixels_Areas) FROM steel

-- Text that is no Parquet.
CREATE EXTERNAL TABLE not_parquet (part string) STORED AS PARQUET LOCATION 's3://corpus/by-shift/';
-- OK DDL CREATE_TABLE

-- Athena names the file.
SELECT * FROM not_parquet;
-- FAILED HIVE_BAD_DATA
