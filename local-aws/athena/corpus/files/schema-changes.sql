-- Tables whose schema and files part. Expected: from Athena's documentation.

-- ORC is read by the columns' places where nothing else is said.
CREATE TABLE orc_written WITH (format = 'ORC', external_location = 's3://corpus/made/orc/') AS SELECT part AS a, shift AS b FROM inspections WHERE line = 'L3';
-- OK DDL CREATE_TABLE_AS_SELECT

-- So other names do not matter.
CREATE EXTERNAL TABLE orc_by_place (x string, y int) STORED AS ORC LOCATION 's3://corpus/made/orc/';
-- OK DDL CREATE_TABLE

-- The values come by their place.
SELECT x, y FROM orc_by_place ORDER BY x;
-- | x varchar | y integer |
-- | P007      | 2         |
-- | P008      | 2         |
-- | P011      | 2         |

-- Parquet is read by names: other names are NULL.
CREATE EXTERNAL TABLE parquet_by_name (number bigint, plate bigint) STORED AS PARQUET LOCATION 's3://corpus/steel-parquet/';
-- OK DDL CREATE_TABLE

-- In any order.
SELECT number, plate FROM parquet_by_name WHERE plate = 3;
-- | number bigint | plate bigint |
-- | NULL          | 3            |

-- A partition keeps the columns that the table had when it was added.
CREATE EXTERNAL TABLE parted (part string, n int) PARTITIONED BY (line string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/by-line/';
-- OK DDL CREATE_TABLE

-- One partition.
ALTER TABLE parted ADD PARTITION (line = 'L1');
-- OK

-- The table changes, the partition does not.
ALTER TABLE parted REPLACE COLUMNS (part string, n array<int>);
-- OK

-- What does not fit is told with both types.
SELECT * FROM parted;
-- FAILED HIVE_PARTITION_SCHEMA_MISMATCH: There is a mismatch between the table and partition schemas. The types are incompatible and cannot be coerced. The column 'n' in table 'corpus.parted' is declared as type 'array<int>', but partition 'line=L1' declared column 'n' as type 'int'.

-- A wider type fits.
ALTER TABLE parted REPLACE COLUMNS (part string, n bigint);
-- OK

-- And is read.
SELECT part, n FROM parted ORDER BY part;
-- | part varchar | n bigint |
-- | P1           | 10       |
-- | P2           | 20       |

-- One hundred partitions at a time are written.
CREATE TABLE hundred WITH (partitioned_by = ARRAY['p']) AS SELECT x, x AS p FROM UNNEST(sequence(1, 100)) AS t (x);
-- OK DDL CREATE_TABLE_AS_SELECT

-- INSERT goes on where it ended.
INSERT INTO hundred SELECT x, x FROM UNNEST(sequence(101, 105)) AS t (x);
-- OK DML INSERT

-- One hundred and five of them.
SELECT count(DISTINCT p) AS partitions, sum(x) AS total FROM hundred;
-- | partitions bigint | total bigint |
-- | 105               | 5565         |

-- Parquet by places instead of names.
CREATE EXTERNAL TABLE parquet_by_place (number bigint) ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('parquet.column.index.access' = 'true') STORED AS PARQUET LOCATION 's3://corpus/steel-parquet/';
-- OK DDL CREATE_TABLE

-- The first column is the plate.
SELECT max(number) AS last FROM parquet_by_place;
-- | last bigint |
-- | 1941        |

-- ORC by names instead of places.
CREATE EXTERNAL TABLE orc_by_name (b int, a string) ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.orc.OrcSerde'
WITH SERDEPROPERTIES ('orc.column.index.access' = 'false') STORED AS ORC LOCATION 's3://corpus/made/orc/';
-- OK DDL CREATE_TABLE

-- Each column finds its own.
SELECT count(a) AS parts, min(b) AS first, max(b) AS last FROM orc_by_name;
-- | parts bigint | first integer | last integer |
-- | 3            | 2             | 2            |
