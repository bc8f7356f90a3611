-- EXPLAIN. Expected: from Athena's documentation and answers of Athena that its users show.

-- The plan, a row a line.
EXPLAIN SELECT line, count(*) AS n FROM inspections GROUP BY line;
-- OK DML EXPLAIN
-- has Fragment 0
-- has Aggregate
-- has TableScan

-- As JSON.
EXPLAIN (FORMAT JSON) SELECT part FROM inspections;
-- OK DML EXPLAIN
-- has "name"

-- VALIDATE: is it a query at all?
EXPLAIN (TYPE VALIDATE) SELECT part FROM inspections;
-- OK DML EXPLAIN
-- | Valid boolean |
-- | true          |
-- |  |

-- IO: which tables and which columns' ranges.
EXPLAIN (TYPE IO) SELECT part FROM inspections WHERE day = '2025-07-01';
-- OK DML EXPLAIN
-- has "inputTableColumnInfos"
-- has 2025-07-01

-- LOGICAL: without fragments.
EXPLAIN (TYPE LOGICAL) SELECT part FROM inspections;
-- has TableScan

-- DISTRIBUTED, as Graphviz.
EXPLAIN (TYPE DISTRIBUTED, FORMAT GRAPHVIZ) SELECT part FROM inspections;
-- has digraph

-- ANALYZE runs the query and scans its bytes.
EXPLAIN ANALYZE SELECT count(part) AS n FROM inspections WHERE day = '2025-07-02';
-- OK DML EXPLAIN
-- has Fragment 1
-- has Input:
-- scanned 201 bytes

-- What does not hold is an error.
EXPLAIN SELECT nope FROM inspections;
-- FAILED COLUMN_NOT_FOUND: line 1:16: Column 'nope' cannot be resolved or requester is not authorized to access requested resources
