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

-- Only folders of S3 hold tables.
CREATE EXTERNAL TABLE elsewhere (x int) LOCATION 'file:///etc/';
-- REFUSED Invalid location file:///etc/ for table. Only S3 locations are allowed

-- Hive's tables are external.
CREATE TABLE own (n int) LOCATION 's3://corpus/none/';
-- REFUSED External keyword required for table type HIVE

-- NOT NULL is no part of Hive's grammar.
CREATE TABLE own (n int NOT NULL);
-- REFUSED line 1:25: no viable alternative at input 'CREATE TABLE own (n int NOT'

-- Nor are Trino's properties.
CREATE TABLE own (n int) WITH (format = 'PARQUET');
-- REFUSED line 1:31: no viable alternative at input 'CREATE TABLE own (n int) WITH ('

-- Nor its rows.
CREATE TABLE own (n row(a int));
-- REFUSED line 1:25: no viable alternative at input 'CREATE TABLE own (n row(a'

-- DESCRIBE takes no double quotes.
DESCRIBE "readings";
-- REFUSED line 1:10: no viable alternative at input 'DESCRIBE "readings"'

-- Wherever they stand.
DESCRIBE corpus."readings";
-- REFUSED line 1:17: no viable alternative at input 'corpus."readings"'

-- SHOW CREATE TABLE neither.
SHOW CREATE TABLE "readings";
-- REFUSED Queries of this type are not supported

-- There is no IF EXISTS.
ALTER TABLE IF EXISTS readings RENAME TO others;
-- REFUSED line 1:16: no viable alternative at input 'ALTER TABLE IF EXISTS'

-- Columns are added, replaced and changed, not dropped.
ALTER TABLE readings DROP COLUMN rest;
-- FAILED FAILED: ParseException line 1:26 mismatched input 'COLUMN' expecting PARTITION near 'DROP' in drop partition statement
-- error 2 1006

-- A catalog that is not there.
DESCRIBE nocatalog.corpus.readings;
-- REFUSED Catalog 'nocatalog' does not exist

-- A statement that stops too soon.
SELECT * FROM;
-- REFUSED Queries of this type are not supported

-- A name that is no type of Hive's is not what is told first.
CREATE TABLE own (n integer, m varchar);
-- REFUSED No location was specified for table. An S3 location must be specified

-- A type of more words.
CREATE TABLE own (at timestamp with time zone);
-- REFUSED line 1:32: no viable alternative at input 'CREATE TABLE own (at timestamp with'
