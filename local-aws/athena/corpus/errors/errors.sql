-- Errors that students meet. Expected: from Athena's documentation and from answers of Athena that its users show.

-- A column that is not there.
SELECT nope FROM inspections;
-- FAILED COLUMN_NOT_FOUND: line 1:8: Column 'nope' cannot be resolved or requester is not authorized to access requested resources

-- The place counts lines and columns of the text as it was sent.
SELECT part,
  line,
  nope
FROM inspections;
-- FAILED COLUMN_NOT_FOUND: line 3:3: Column 'nope' cannot be resolved or requester is not authorized to access requested resources

-- A text in double quotes is a name.
SELECT part FROM inspections WHERE line = "L1";
-- FAILED COLUMN_NOT_FOUND: line 1:43: Column 'l1' cannot be resolved or requester is not authorized to access requested resources

-- A table that is not there.
SELECT * FROM nothing;
-- FAILED TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.corpus.nothing' does not exist

-- A database that is not there.
SELECT * FROM nowhere.inspections;
-- FAILED SCHEMA_NOT_FOUND: line 1:15: Schema 'nowhere' does not exist

-- A function that is not there.
SELECT nope(part) FROM inspections;
-- FAILED FUNCTION_NOT_FOUND: line 1:8: Function 'nope' not registered

-- A function with the wrong arguments.
SELECT sqrt('x') AS s;
-- FAILED FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (varchar(1)) for function sqrt

-- Neither an aggregate nor in GROUP BY.
SELECT line, part, count(*) FROM inspections GROUP BY line;
-- FAILED EXPRESSION_NOT_AGGREGATE: line 1:14: 'part' must be an aggregate expression or appear in GROUP BY clause

-- A column beside an aggregate, without GROUP BY.
SELECT line, count(*) FROM inspections;
-- FAILED EXPRESSION_NOT_AGGREGATE: line 1:8: 'line' must be an aggregate expression or appear in GROUP BY clause

-- A name of the list is not known in WHERE.
SELECT area * 2 AS twice FROM inspections WHERE twice > 20;
-- FAILED COLUMN_NOT_FOUND: line 1:49: Column 'twice' cannot be resolved or requester is not authorized to access requested resources

-- An aggregate in WHERE.
SELECT line FROM inspections WHERE count(*) > 1 GROUP BY line;
-- FAILED EXPRESSION_NOT_SCALAR: line 1:

-- ORDER BY a place that is not there.
SELECT part FROM inspections ORDER BY 3;
-- FAILED INVALID_COLUMN_REFERENCE: line 1:39: ORDER BY position 3 is not in select list

-- Division by zero.
SELECT 1 / 0 AS x;
-- FAILED DIVISION_BY_ZERO: Division by zero

-- Also in the middle of the data.
SELECT 10 / (shift - 1) AS x FROM inspections;
-- FAILED DIVISION_BY_ZERO: Division by zero

-- Texts that are no numbers.
SELECT CAST('abc' AS bigint) AS n;
-- FAILED INVALID_CAST_ARGUMENT: Cannot cast 'abc' to BIGINT

-- Nor doubles.
SELECT CAST('abc' AS double) AS n;
-- FAILED INVALID_CAST_ARGUMENT: Cannot cast 'abc' to DOUBLE

-- A truth value is needed.
SELECT part FROM inspections WHERE area;
-- FAILED TYPE_MISMATCH: line 1:36: WHERE clause must evaluate to a boolean: actual type double

-- Branches of different types.
SELECT CASE WHEN ng THEN 1 ELSE 'x' END AS x FROM inspections;
-- FAILED TYPE_MISMATCH: line 1:33: All CASE results must be the same type or coercible to a common type. Cannot find common type between integer and varchar(1), all types (without duplicates): [integer, varchar(1)]

-- UNION of different numbers of columns.
SELECT 1 AS a UNION SELECT 1, 2;
-- FAILED TYPE_MISMATCH: line 1:

-- UNION of different types.
SELECT 1 AS a UNION SELECT 'x';
-- FAILED TYPE_MISMATCH: line 1:

-- Aliases that are too few.
SELECT * FROM (VALUES (1, 2)) AS t (a);
-- FAILED MISMATCHED_COLUMN_ALIASES: line 1:15: Column alias list has 1 entries but 't' has 2 columns available

-- A name given twice in WITH.
WITH a AS (SELECT 1 AS x), a AS (SELECT 2 AS x) SELECT * FROM a;
-- FAILED DUPLICATE_NAMED_QUERY: line 1:28: WITH query name 'a' specified more than once

-- A function that takes no window.
SELECT upper(part) OVER () AS x FROM inspections;
-- FAILED FUNCTION_NOT_WINDOW: 

-- A window function without OVER.
SELECT row_number() AS n FROM inspections;
-- FAILED MISSING_OVER: line 1:8: Window function 

-- A date that is none.
SELECT DATE '2025-13-01' AS d;
-- FAILED INVALID_LITERAL: line 1:8: '2025-13-01' is not a valid DATE literal

-- A timestamp that is none.
SELECT TIMESTAMP 'yesterday' AS t;
-- FAILED INVALID_LITERAL: line 1:8: 'yesterday' is not a valid TIMESTAMP literal

-- A unit that date_trunc does not know.
SELECT date_trunc('shift', DATE '2025-07-12') AS d;
-- FAILED INVALID_FUNCTION_ARGUMENT: 'shift' is not a valid DATE field

-- A type that is not there.
SELECT CAST(1 AS numbers) AS x;
-- FAILED TYPE_MISMATCH: line 1:8: Unknown type: numbers

-- A cast that no rule allows.
SELECT CAST(true AS date) AS d;
-- FAILED TYPE_MISMATCH: line 1:8: Cannot cast boolean to date

-- A sequence that is too long.
SELECT sequence(1, 1000000) AS s;
-- FAILED INVALID_FUNCTION_ARGUMENT: result of sequence function must not have more than 10000 entries

-- The catalog is the only one.
SELECT * FROM system.runtime.nodes;
-- FAILED

-- The shape of arguments.
SELECT array_join(ARRAY[1, 2]) AS x;
-- FAILED FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (array(integer)) for function array_join

-- The rows of Hive tables do not change: no DELETE.
DELETE FROM readings WHERE machine = 'M1';
-- FAILED NOT_SUPPORTED

-- A catalog that is not there.
SELECT * FROM nocatalog.corpus.readings;
-- FAILED CATALOG_NOT_FOUND: line 1:15: Catalog 'nocatalog' does not exist

-- The failure of an INSERT tells of its manifest.
INSERT INTO readings VALUES ('M1', 'x', 1e0);
-- FAILED TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: [varchar, integer, double], Query: [varchar(2), varchar(1), double]. If a data manifest file was generated at 's3://corpus/results/

-- More than a hundred partitions in one CREATE TABLE AS are too many.
CREATE TABLE hundred_and_one WITH (partitioned_by = ARRAY['p']) AS SELECT x, x AS p FROM UNNEST(sequence(1, 101)) AS t (x);
-- FAILED HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets
