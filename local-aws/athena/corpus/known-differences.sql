-- Where this Trino answers in another way than Athena, and nothing here changes it yet.
-- Expected: from Athena's documentation and from answers of Athena that its users show.

-- A type that the file does not have.
CREATE EXTERNAL TABLE steel_wrong (plate string) STORED AS PARQUET LOCATION 's3://corpus/steel-parquet/';
-- OK DDL CREATE_TABLE

-- Athena tells which column.
SELECT plate FROM steel_wrong LIMIT 1;
-- FAILED HIVE_BAD_DATA: Field plate's type INT64 in parquet file

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
