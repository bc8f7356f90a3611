-- Hive's statements that StartQueryExecution itself refuses.
-- Expected: from answers of Athena that its users show.

-- Two statements.
SELECT 1; SELECT 2;
-- REFUSED Only one sql statement is allowed. Got: SELECT 1; SELECT 2

-- CREATE OR REPLACE TABLE is not Athena's.
CREATE OR REPLACE TABLE x AS SELECT 1 AS a;
-- REFUSED line 1:19: mismatched input 'TABLE'. Expecting: 'MATERIALIZED', 'MULTI', 'PROTECTED', 'VIEW'

-- A table of one's own needs a location.
CREATE TABLE x (n int);
-- REFUSED No location was specified for table. An S3 location must be specified

-- DESCRIBE of what is not there.
DESCRIBE nothing;
-- REFUSED Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: 

-- SHOW COLUMNS of what is not there.
SHOW COLUMNS IN nothing;
-- REFUSED Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: 

-- A table that need not stay.
CREATE EXTERNAL TABLE dispensable (x string, temp double) LOCATION 's3://corpus/none/';
-- OK DDL CREATE_TABLE

-- Hive's statements take no double quotes.
DROP TABLE "dispensable";
-- REFUSED line 1:12: mismatched input '"dispensable"' expecting {

-- ADD COLUMN is Trino's.
ALTER TABLE dispensable ADD COLUMN y int;
-- REFUSED line 1:29: no viable alternative at input 'ALTER TABLE dispensable ADD COLUMN'

-- So is RENAME COLUMN.
ALTER TABLE dispensable RENAME COLUMN temp TO t;
-- REFUSED line 1:32: missing 'TO' at 'COLUMN'
