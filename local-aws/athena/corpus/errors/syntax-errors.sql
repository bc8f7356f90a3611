-- What the grammar refuses: StartQueryExecution itself answers, and there is no query execution.
-- Expected: from answers of Athena that its users show.

-- A word that begins no statement.
SELEC part FROM inspections;
-- REFUSED line 1:1: mismatched input 'SELEC'. Expecting: 'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT'

-- No columns.
SELECT FROM inspections;
-- REFUSED 

-- An end too early.
SELECT part FROM inspections WHERE;
-- REFUSED line 1:35: mismatched input '<EOF>'. Expecting: <expression>

-- A bracket too few.
SELECT count(part FROM inspections;
-- REFUSED line 1:19: mismatched input 'FROM'

-- A comma too many.
SELECT part, FROM inspections;
-- REFUSED line 1:14: mismatched input 'FROM'

-- LIMIT before OFFSET.
SELECT part FROM inspections LIMIT 5 OFFSET 10;
-- REFUSED line 1:38: mismatched input 'OFFSET'

-- Backticks are for Hive's statements, not for queries.
SELECT `part` FROM inspections;
-- REFUSED line 1:8: backquoted identifiers are not supported; use double quotes to quote identifiers

-- A name that begins with a digit.
SELECT 1 AS 2nd;
-- REFUSED line 1:13: identifiers must not start with a digit; surround the identifier with double quotes

-- The place is in the text as it was sent.
SELECT part
FROM inspections
WHERE AND ng;
-- REFUSED line 3:7: mismatched input 'AND'

-- A word that is reserved.
SELECT 1 AS select;
-- REFUSED line 1:13: mismatched input 'select'. Expecting: <identifier>

-- A number out of range in a literal.
SELECT 99999999999999999999 AS x;
-- REFUSED line 1:8: Invalid numeric literal: 99999999999999999999
