-- UNLOAD writes a query's rows into files, without a table. Expected: by hand.

-- Parquet.
UNLOAD (SELECT part, area, line FROM inspections WHERE ng) TO 's3://corpus/unloaded/parquet/' WITH (format = 'PARQUET', compression = 'SNAPPY');
-- OK DML UNLOAD

-- A table over them.
CREATE EXTERNAL TABLE unloaded_parquet (part string, area double, line string) STORED AS PARQUET LOCATION 's3://corpus/unloaded/parquet/';
-- OK DDL CREATE_TABLE

-- The rows are there.
SELECT part, area FROM unloaded_parquet WHERE line = 'L3' ORDER BY part;
-- | part varchar | area double |
-- | P008         | 22.75       |
-- | P011         | 21.0        |

-- Folders by a column, which comes last and not into the files.
UNLOAD (SELECT part, area, line FROM inspections) TO 's3://corpus/unloaded/by-line/' WITH (format = 'JSON', partitioned_by = ARRAY['line']);
-- OK DML UNLOAD

-- A partitioned table over the folders.
CREATE EXTERNAL TABLE unloaded_json (part string, area double) PARTITIONED BY (line string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://corpus/unloaded/by-line/';
-- OK DDL CREATE_TABLE

-- MSCK finds them.
MSCK REPAIR TABLE unloaded_json;
-- has line=L2

-- Read back.
SELECT line, count(*) AS n, sum(area) AS area FROM unloaded_json GROUP BY line ORDER BY line;
-- | line varchar | n bigint | area double |
-- | L1           | 5        | 43.75       |
-- | L2           | 4        | 26.0        |
-- | L3           | 3        | 63.75       |

-- Text with a delimiter, not compressed.
UNLOAD (SELECT part, shift FROM inspections WHERE line = 'L3' ORDER BY part) TO 's3://corpus/unloaded/text/' WITH (format = 'TEXTFILE', field_delimiter = ';', compression = 'NONE');
-- OK DML UNLOAD

-- A table over it.
CREATE EXTERNAL TABLE unloaded_text (part string, shift int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ';' LOCATION 's3://corpus/unloaded/text/';
-- OK DDL CREATE_TABLE

-- Read back.
SELECT * FROM unloaded_text ORDER BY part;
-- | part varchar | shift integer |
-- | P007         | 2             |
-- | P008         | 2             |
-- | P011         | 2             |

-- ORC and Avro.
UNLOAD (SELECT part FROM inspections) TO 's3://corpus/unloaded/orc/' WITH (format = 'ORC');
-- OK DML UNLOAD

-- Avro.
UNLOAD (SELECT part FROM inspections) TO 's3://corpus/unloaded/avro/' WITH (format = 'AVRO');
-- OK DML UNLOAD

-- A folder that is not empty.
UNLOAD (SELECT part FROM inspections) TO 's3://corpus/unloaded/orc/' WITH (format = 'ORC');
-- FAILED HIVE_PATH_ALREADY_EXISTS

-- The format must be said.
UNLOAD (SELECT 1 AS x) TO 's3://corpus/unloaded/none/';
-- FAILED 
