-- Logs: RegexSerDe and Grok. Expected: by hand from data/machine-log.

-- A group of the pattern a column.
CREATE EXTERNAL TABLE machine_log (at string, machine string, level string, temp string, text string)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe'
WITH SERDEPROPERTIES ('input.regex' = '^(\\S+) (\\S+) (\\S+) temp=([0-9.]+) (.*)$')
LOCATION 's3://corpus/machine-log/';
-- OK DDL CREATE_TABLE

-- A line that does not match has NULL in all columns.
SELECT at, machine, level, temp, text FROM machine_log ORDER BY at;
-- OK DML SELECT
-- | at varchar          | machine varchar | level varchar | temp varchar | text varchar |
-- | 2025-07-01T08:00:00 | M1              | WARN          | 25.5         | above limit  |
-- | 2025-07-01T08:05:00 | M2              | INFO          | 18.0         | normal       |
-- | 2025-07-01T08:10:00 | M1              | ERROR         | 31.0         | stopped      |
-- | NULL                | NULL            | NULL          | NULL         | NULL         |

-- Texts become numbers and times in the query.
SELECT machine, max(CAST(temp AS double)) AS hottest, max(from_iso8601_timestamp(at)) AS last FROM machine_log WHERE machine IS NOT NULL GROUP BY machine ORDER BY machine;
-- | machine varchar | hottest double | last timestamp with time zone |
-- | M1              | 31.0           | 2025-07-01 08:10:00.000 UTC   |
-- | M2              | 18.0           | 2025-07-01 08:05:00.000 UTC   |

-- Levels.
SELECT level, count(*) AS n FROM machine_log GROUP BY level ORDER BY level;
-- | level varchar | n bigint |
-- | ERROR         | 1        |
-- | INFO          | 1        |
-- | WARN          | 1        |
-- | NULL          | 1        |
