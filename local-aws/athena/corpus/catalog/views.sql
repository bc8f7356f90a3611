-- Views. Expected: by hand.

-- A view is a query with a name.
CREATE VIEW ng_by_line AS SELECT line, count(*) AS parts, count_if(ng) AS ng FROM inspections GROUP BY line;
-- OK DDL CREATE_VIEW

-- It is read like a table.
SELECT line, round(1e0 * ng / parts, 3) AS ratio FROM ng_by_line ORDER BY line;
-- OK DML SELECT
-- | line varchar | ratio double |
-- | L1           | 0.4          |
-- | L2           | 0.5          |
-- | L3           | 0.667        |

-- It cannot be made twice.
CREATE VIEW ng_by_line AS SELECT 1 AS x;
-- FAILED TABLE_ALREADY_EXISTS: line 1:1: View already exists: 'awsdatacatalog.corpus.ng_by_line'

-- OR REPLACE makes it anew; a view may read a view.
CREATE OR REPLACE VIEW worst_line AS SELECT line FROM ng_by_line ORDER BY 1e0 * ng / parts DESC LIMIT 1;
-- OK DDL CREATE_VIEW

-- The worst line.
SELECT * FROM worst_line;
-- | line varchar |
-- | L3           |

-- Literals in a view are Athena's: 1.5 is a double.
CREATE VIEW halves AS SELECT 1.5 AS x, minute / 2.0 AS half FROM readings WHERE machine = 'M2' AND minute = 1;
-- OK DDL CREATE_VIEW

-- Also when the view is read.
SELECT x, half, typeof(x) AS type FROM halves;
-- | x double | half double | type varchar |
-- | 1.5      | 0.5         | double       |

-- A view over another database needs no context.
SELECT count(*) AS n FROM corpus.ng_by_line;
-- | n bigint |
-- | 3        |

-- Partition pruning goes through a view.
CREATE VIEW parts_by_day AS SELECT day, part, ng FROM inspections;
-- OK DDL CREATE_VIEW

-- The bytes of one day's file.
SELECT count(*) AS n, count_if(ng) AS ng FROM parts_by_day WHERE day = '2025-07-03';
-- | n bigint | ng bigint |
-- | 4        | 2         |
-- scanned under 250 bytes

-- What a view needs must be there.
CREATE VIEW broken_view AS SELECT nope FROM inspections;
-- FAILED COLUMN_NOT_FOUND: line 1:35: Column 'nope' cannot be resolved or requester is not authorized to access requested resources

-- DROP VIEW.
DROP VIEW halves;
-- OK DDL DROP_VIEW

-- It is gone.
SELECT * FROM halves;
-- FAILED TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.corpus.halves' does not exist

-- IF EXISTS says nothing.
DROP VIEW IF EXISTS halves;
-- OK DDL DROP_VIEW

-- A view takes no rows.
INSERT INTO ng_by_line VALUES ('L9', 1, 1);
-- FAILED NOT_SUPPORTED: line 1:1: Inserting into views is not supported
