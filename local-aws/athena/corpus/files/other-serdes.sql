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

-- Grok with types, and a pattern of its own.
CREATE EXTERNAL TABLE grok_typed (machine string, level string, temp double)
ROW FORMAT SERDE 'com.amazonaws.glue.serde.GrokSerDe'
WITH SERDEPROPERTIES ('input.format' = '%{MACHINE:machine} %{LEVEL:level} temp=%{NUMBER:temp:double}', 'input.grokCustomPatterns' = 'MACHINE M\\d+
LEVEL (WARN|INFO|ERROR)')
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://corpus/machine-log/';
-- OK DDL CREATE_TABLE

-- Numbers are numbers.
SELECT machine, level, temp FROM grok_typed WHERE temp > 20 ORDER BY temp;
-- | machine varchar | level varchar | temp double |
-- | M1              | WARN          | 25.5        |
-- | M1              | ERROR         | 31.0        |
