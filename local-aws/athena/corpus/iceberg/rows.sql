-- Iceberg tables: rows that change, and how it was before. Expected: by hand, and from DuckDB over the files that the rows come from.

-- An empty table with hidden partitions.
CREATE TABLE ice_parts (part string, line string, inspected_at timestamp, area double, weight decimal(8,3), ng boolean)
PARTITIONED BY (day(inspected_at), bucket(4, part))
LOCATION 's3://corpus/ice/parts/'
TBLPROPERTIES ('table_type' = 'ICEBERG', 'format' = 'PARQUET', 'write_compression' = 'ZSTD', 'optimize_rewrite_delete_file_threshold' = '1');
-- OK DDL CREATE_TABLE

-- No rows yet.
SELECT * FROM ice_parts;
-- | part varchar | line varchar | inspected_at timestamp | area double | weight decimal(8,3) | ng boolean |

-- The rows of the parts.
INSERT INTO ice_parts SELECT part, line, inspected_at, area, weight, ng FROM inspections;
-- OK DML INSERT

-- All are there.
SELECT part, line, area, weight, ng FROM ice_parts ORDER BY part;
-- | part varchar | line varchar | area double | weight decimal(8,3) | ng boolean |
-- duckdb: SELECT part, line, area, weight, ng FROM inspections ORDER BY part

-- A filter on the column finds its partitions.
SELECT count(*) AS n FROM ice_parts WHERE inspected_at >= TIMESTAMP '2025-07-02 00:00:00';
-- | n bigint |
-- duckdb: SELECT count(*) FROM inspections WHERE inspected_at >= TIMESTAMP '2025-07-02 00:00:00'

-- Rows get other values.
UPDATE ice_parts SET area = 0, line = 'L0' WHERE line = 'L2';
-- OK DML UPDATE

-- They have them.
SELECT part, line, area FROM ice_parts ORDER BY part;
-- | part varchar | line varchar | area double |
-- duckdb: SELECT part, CASE line WHEN 'L2' THEN 'L0' ELSE line END, CASE line WHEN 'L2' THEN 0 ELSE area END FROM inspections ORDER BY part

-- Rows go.
DELETE FROM ice_parts WHERE ng;
-- OK DML DELETE

-- They are gone.
SELECT line, count(*) AS n FROM ice_parts GROUP BY line ORDER BY line;
-- | line varchar | n bigint |
-- duckdb: SELECT CASE line WHEN 'L2' THEN 'L0' ELSE line END AS line, count(*) FROM inspections WHERE NOT ng GROUP BY 1 ORDER BY 1

-- Rows of another table come in, or change what is there.
MERGE INTO ice_parts t USING inspections s ON t.part = s.part
WHEN MATCHED AND s.line = 'L1' THEN DELETE
WHEN MATCHED THEN UPDATE SET area = s.area
WHEN NOT MATCHED THEN INSERT (part, line, ng) VALUES (s.part, 'new', s.ng);
-- OK DML MERGE

-- As the three branches say.
SELECT part, line, area FROM ice_parts ORDER BY part;
-- | part varchar | line varchar | area double |
-- duckdb: SELECT part, CASE WHEN ng THEN 'new' WHEN line = 'L2' THEN 'L0' ELSE line END, CASE WHEN NOT ng THEN area END FROM inspections WHERE ng OR line <> 'L1' ORDER BY part

-- Four changes so far.
SELECT operation, count(*) AS n FROM "ice_parts$snapshots" GROUP BY operation ORDER BY operation;
-- | operation varchar | n bigint |
-- | append            | 1        |
-- | delete            | 1        |
-- | overwrite         | 2        |

-- Each of them is in the history.
SELECT count(*) AS n, count_if(is_current_ancestor) AS ours FROM "ice_parts$history";
-- | n bigint | ours bigint |
-- | 4        | 4           |

-- A column comes, another gets a new name.
ALTER TABLE ice_parts ADD COLUMNS (note string);
-- OK DDL ALTER_TABLE_ADD_COLUMN

-- It takes its values along.
ALTER TABLE ice_parts CHANGE COLUMN area mm2 double;
-- OK DDL ALTER_TABLE_CHANGE_COLUMN

-- Nothing was written for that.
SELECT sum(mm2) AS mm2, count(note) AS notes FROM ice_parts;
-- | mm2 double | notes bigint |
-- duckdb: SELECT sum(area), 0 FROM inspections WHERE NOT ng AND line <> 'L1'

-- One column less.
ALTER TABLE ice_parts DROP COLUMN note;
-- OK DDL ALTER_TABLE_DROP_COLUMN

-- One that the table is partitioned by has to stay.
ALTER TABLE ice_parts DROP COLUMN part;
-- FAILED FAILED: Execution Error

-- Files of deletes go into the data.
OPTIMIZE ice_parts REWRITE DATA USING BIN_PACK;
-- OK DML OPTIMIZE

-- None is left.
SELECT count(*) AS deletes FROM "ice_parts$files" WHERE content > 0;
-- | deletes bigint |
-- | 0              |

-- What no snapshot needs goes; snapshots of less than five days stay.
VACUUM ice_parts;
-- OK DML VACUUM

-- They do.
SELECT count(*) AS n FROM "ice_parts$snapshots";
-- | n bigint |
-- | 5        |

-- The table has another name.
ALTER TABLE ice_parts RENAME TO ice_renamed;
-- OK DDL ALTER_TABLE_RENAME

-- Of a property that Athena does not know.
ALTER TABLE ice_renamed SET TBLPROPERTIES ('history.expire.min-snapshots-to-keep' = '7');
-- FAILED FAILED: SemanticException Unsupported table property key: history.expire.min-snapshots-to-keep

-- Its data goes with it.
DROP TABLE ice_renamed;
-- OK DDL DROP_TABLE

-- An Iceberg table is never external.
CREATE EXTERNAL TABLE ice_external (n int) LOCATION 's3://corpus/ice/external/' TBLPROPERTIES ('table_type' = 'ICEBERG');
-- REFUSED External keyword not supported for table type ICEBERG

-- A table of a query, by month.
CREATE TABLE ice_made WITH (table_type = 'ICEBERG', location = 's3://corpus/ice/made/', is_external = false, format = 'ORC',
  partitioning = ARRAY['month(inspected_at)'], vacuum_min_snapshots_to_keep = 2) AS SELECT part, inspected_at, ng FROM inspections;
-- OK DDL CREATE_TABLE_AS_SELECT

-- The same rows.
SELECT ng, count(*) AS n FROM ice_made GROUP BY ng ORDER BY ng;
-- | ng boolean | n bigint |
-- duckdb: SELECT ng, count(*) FROM inspections GROUP BY ng ORDER BY ng

-- One partition: all were in one month.
SELECT count(*) AS partitions, sum(record_count) AS n FROM "ice_made$partitions";
-- | partitions bigint | n bigint |
-- | 1                 | 12       |

-- Where it was before it was there.
SELECT * FROM ice_made FOR TIMESTAMP AS OF TIMESTAMP '2020-01-01 00:00:00 UTC';
-- FAILED INVALID_ARGUMENTS: No version history table
