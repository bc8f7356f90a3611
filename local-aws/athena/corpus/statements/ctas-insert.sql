-- CREATE TABLE AS and INSERT INTO. Expected: by hand.

-- A table of a query: Parquet where nothing is said.
CREATE TABLE ng_parts AS SELECT part, line, area FROM inspections WHERE ng;
-- OK DDL CREATE_TABLE_AS_SELECT

-- Its rows.
SELECT part, area FROM ng_parts ORDER BY part;
-- | part varchar | area double |
-- | P002         | 12.25       |
-- | P004         | NULL        |
-- | P006         | 9.5         |
-- | P008         | 22.75       |
-- | P009         | 10.0        |
-- | P011         | 21.0        |

-- The table's name is taken.
CREATE TABLE ng_parts AS SELECT 1 AS x;
-- FAILED TABLE_ALREADY_EXISTS: line 1:1: Destination table 'awsdatacatalog.corpus.ng_parts' already exists

-- IF NOT EXISTS leaves it.
CREATE TABLE IF NOT EXISTS ng_parts AS SELECT 1 AS x;
-- OK DDL CREATE_TABLE_AS_SELECT

-- Partitions: their columns come last.
CREATE TABLE by_day WITH (format = 'PARQUET', write_compression = 'SNAPPY', external_location = 's3://corpus/made/by-day/', partitioned_by = ARRAY['day']) AS SELECT part, area, day FROM inspections;
-- OK DDL CREATE_TABLE_AS_SELECT

-- The catalog knows of the partitions.
SHOW PARTITIONS by_day;
-- | partition string |
-- | day=2025-07-01   |
-- | day=2025-07-02   |
-- | day=2025-07-03   |

-- The files lie where it was said, in folders.
SELECT DISTINCT regexp_replace("$path", '[^/]+$', '') AS folder FROM by_day ORDER BY 1;
-- | folder varchar                         |
-- | s3://corpus/made/by-day/day=2025-07-01/ |
-- | s3://corpus/made/by-day/day=2025-07-02/ |
-- | s3://corpus/made/by-day/day=2025-07-03/ |

-- INSERT with a query adds a partition.
INSERT INTO by_day SELECT part || 'x', area * 2, '2025-07-04' FROM inspections WHERE part = 'P001';
-- OK DML INSERT

-- It is there.
SELECT part, area, day FROM by_day WHERE day > '2025-07-03';
-- | part varchar | area double | day varchar |
-- | P001x        | 21.0        | 2025-07-04  |

-- INSERT VALUES, with some columns: the others are NULL.
INSERT INTO by_day (part, day) VALUES ('P777', '2025-07-04'), ('P778', '2025-07-05');
-- OK DML INSERT

-- Counted by day.
SELECT day, count(*) AS n, count(area) AS areas FROM by_day GROUP BY day ORDER BY day DESC LIMIT 2;
-- | day varchar | n bigint | areas bigint |
-- | 2025-07-05  | 1        | 0            |
-- | 2025-07-04  | 2        | 1            |

-- JSON files.
CREATE TABLE as_json WITH (format = 'JSON') AS SELECT part, ng, ARRAY[shift] AS shifts FROM inspections WHERE line = 'L3';
-- OK DDL CREATE_TABLE_AS_SELECT

-- Read back.
SELECT part, ng, shifts FROM as_json ORDER BY part;
-- | part varchar | ng boolean | shifts array |
-- | P007         | false      | [2]          |
-- | P008         | true       | [2]          |
-- | P011         | true       | [2]          |

-- Buckets.
CREATE TABLE bucketed WITH (format = 'PARQUET', bucketed_by = ARRAY['line'], bucket_count = 3) AS SELECT part, line FROM inspections;
-- OK DDL CREATE_TABLE_AS_SELECT

-- All rows are in them.
SELECT line, count(*) AS n FROM bucketed GROUP BY line ORDER BY line;
-- | line varchar | n bigint |
-- | L1           | 5        |
-- | L2           | 4        |
-- | L3           | 3        |

-- Parquet with GZIP.
CREATE TABLE gzipped WITH (format = 'PARQUET', write_compression = 'GZIP') AS SELECT part FROM inspections;
-- OK DDL CREATE_TABLE_AS_SELECT

-- WITH NO DATA makes the table only.
CREATE TABLE structure AS SELECT * FROM inspections WITH NO DATA;
-- OK DDL CREATE_TABLE_AS_SELECT

-- It is empty.
SELECT count(*) AS n FROM structure;
-- | n bigint |
-- | 0        |

-- A column without a name.
CREATE TABLE nameless AS SELECT 1;
-- FAILED MISSING_COLUMN_NAME: line 1:1: Column name not specified at position 1

-- Two columns of one name.
CREATE TABLE twice AS SELECT 1 AS a, 2 AS a;
-- FAILED DUPLICATE_COLUMN_NAME: line 1:1: Column name 'a' specified more than once

-- A type that no file format has.
CREATE TABLE times AS SELECT TIME '01:02:03' AS c;
-- FAILED NOT_SUPPORTED: Unsupported Hive type: time(0)

-- INSERT with too few values.
INSERT INTO ng_parts VALUES ('P900');
-- FAILED TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: [varchar, varchar, double], Query: [varchar(4)]

-- INSERT with the wrong type.
INSERT INTO ng_parts VALUES ('P900', 'L1', 'large');
-- FAILED TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: [varchar, varchar, double], Query: [varchar(4), varchar(2), varchar(5)]

-- A folder that has files takes no CREATE TABLE AS.
CREATE TABLE on_top WITH (external_location = 's3://corpus/made/by-day/') AS SELECT 1 AS x;
-- FAILED HIVE_PATH_ALREADY_EXISTS: Target directory for table 'corpus.on_top' already exists: s3://corpus/made/by-day
