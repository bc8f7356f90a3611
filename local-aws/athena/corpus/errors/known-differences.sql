-- Where this Trino answers in another way than Athena, and nothing here changes it yet.
-- Expected: from Athena's documentation and from answers of Athena that its users show.

-- A type that the file does not have.
CREATE EXTERNAL TABLE steel_wrong (plate string) STORED AS PARQUET LOCATION 's3://corpus/steel-parquet/';
-- OK DDL CREATE_TABLE

-- Athena tells which column.
SELECT plate FROM steel_wrong LIMIT 1;
-- todo the column's name in the message
-- FAILED HIVE_BAD_DATA: Field plate's type INT64 in parquet file
