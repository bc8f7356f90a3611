-- Where this Trino answers in another way than Athena, and nothing here changes it yet.
-- Expected: from Athena's documentation and from answers of Athena that its users show.

-- The rows of Hive tables do not change: no DELETE.
DELETE FROM ng_parts WHERE part = 'P002';
-- FAILED NOT_SUPPORTED

-- A type that the file does not have.
CREATE EXTERNAL TABLE steel_wrong (plate string) STORED AS PARQUET LOCATION 's3://corpus/steel-parquet/';
-- OK DDL CREATE_TABLE

-- Athena tells which column.
SELECT plate FROM steel_wrong LIMIT 1;
-- FAILED HIVE_BAD_DATA: Field plate's type INT64 in parquet file

-- A catalog that is not there.
SELECT * FROM nocatalog.corpus.readings;
-- FAILED CATALOG_NOT_FOUND: line 1:15: Catalog 'nocatalog' does not exist

-- A statement with two places.
PREPARE two_places FROM SELECT count(*) AS n FROM inspections WHERE line IN (?, ?);
-- OK

-- Too few values.
EXECUTE two_places USING 'L1';
-- FAILED INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 2 but found 1

-- OpenCSVSerde reads numbers and truth values too where the column says so.
CREATE EXTERNAL TABLE typed_csv (id int, v double, f boolean) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION 's3://corpus/typed-csv/';
-- OK DDL CREATE_TABLE

-- As Athena's guide has it.
SELECT id, v, f FROM typed_csv ORDER BY id;
-- | id integer | v double | f boolean |
-- | 1          | 2.5      | true      |
-- | 2          | -0.5     | false     |

-- Grok, a Glue SerDe for logs.
CREATE EXTERNAL TABLE grokked (at string, machine string, level string, rest string)
ROW FORMAT SERDE 'com.amazonaws.glue.serde.GrokSerDe'
WITH SERDEPROPERTIES ('input.format' = '%{NOTSPACE:at} %{NOTSPACE:machine} %{WORD:level} temp=%{GREEDYDATA:rest}')
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://corpus/machine-log/';
-- OK DDL CREATE_TABLE

-- The lines that match.
SELECT machine, level FROM grokked WHERE machine IS NOT NULL ORDER BY at;
-- | machine varchar | level varchar |
-- | M1              | WARN          |
-- | M2              | INFO          |
-- | M1              | ERROR         |

-- Parquet by places instead of names.
CREATE EXTERNAL TABLE parquet_by_place (number bigint) ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('parquet.column.index.access' = 'true') STORED AS PARQUET LOCATION 's3://corpus/steel-parquet/';
-- OK DDL CREATE_TABLE

-- The first column is the plate.
SELECT max(number) AS last FROM parquet_by_place;
-- | last bigint |
-- | 1941        |

-- The failure of an INSERT tells of its manifest.
INSERT INTO readings VALUES ('M1', 'x', 1e0);
-- FAILED TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: [varchar, integer, double], Query: [varchar(2), varchar(1), double]. If a data manifest file was generated at 's3://corpus/results/

-- More than a hundred partitions in one CREATE TABLE AS are too many.
CREATE TABLE hundred_and_one WITH (partitioned_by = ARRAY['p']) AS SELECT x, x AS p FROM UNNEST(sequence(1, 101)) AS t (x);
-- FAILED HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets
