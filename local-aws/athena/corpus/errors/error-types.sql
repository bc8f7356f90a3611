-- The AthenaError of a failure: its category (1 system, 2 user) and type.
-- Expected: from answers of Athena that its users show.

-- A division.
SELECT 1 / 0 AS x;
-- FAILED DIVISION_BY_ZERO: Division by zero
-- error 2 1001

-- Types that do not go together.
SELECT 1 = 'a' AS x;
-- FAILED TYPE_MISMATCH: 
-- error 2 1002

-- A column.
SELECT nope FROM readings;
-- FAILED COLUMN_NOT_FOUND: 
-- error 2 1006

-- A catalog.
SELECT * FROM nocatalog.corpus.readings;
-- FAILED CATALOG_NOT_FOUND: 
-- error 2 1006

-- A cast.
SELECT CAST('abc' AS integer) AS x;
-- FAILED INVALID_CAST_ARGUMENT: Cannot cast 'abc' to INT
-- error 2 1100

-- A number out of range.
SELECT CAST(300 AS tinyint) AS x;
-- FAILED NUMERIC_VALUE_OUT_OF_RANGE: 
-- error 2 1100

-- An argument.
SELECT json_parse('{') AS x;
-- FAILED INVALID_FUNCTION_ARGUMENT: 
-- error 2 1106

-- A table that is there.
CREATE TABLE readings AS SELECT 1 AS x;
-- FAILED TABLE_ALREADY_EXISTS: line 1:1: Destination table 'awsdatacatalog.corpus.readings' already exists
-- error 2 1110

-- What is not supported.
CREATE TABLE times_two AS SELECT TIME '01:02:03' AS c;
-- FAILED NOT_SUPPORTED: Unsupported Hive type: time(0)
-- error 2 1200

-- A table.
SELECT * FROM nothing;
-- FAILED TABLE_NOT_FOUND: 
-- error 2 1301

-- A database.
SELECT * FROM nowhere.nothing;
-- FAILED SCHEMA_NOT_FOUND: 
-- error 2 1301

-- A function.
SELECT nope(1) AS x;
-- FAILED FUNCTION_NOT_FOUND: 
-- error 2 1303

-- Hive's statements: the name of a table that is there.
CREATE EXTERNAL TABLE readings (x int) LOCATION 's3://corpus/none/';
-- FAILED FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. AlreadyExistsException(message:Table readings already exist)
-- error 2 1006
