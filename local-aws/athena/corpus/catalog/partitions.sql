-- Partitions that the catalog lists. Expected: by hand from data/by-line and data/folders.

-- Folders of two keys.
CREATE EXTERNAL TABLE folders (part string, n int) PARTITIONED BY (year int, month int)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/folders/';
-- OK DDL CREATE_TABLE

-- Before the catalog knows of partitions there are no rows.
SELECT count(*) AS n FROM folders;
-- | n bigint |
-- | 0        |

-- MSCK finds what the folders show.
MSCK REPAIR TABLE folders;
-- has Repair: Added partition to metastore folders:year=2025/month=8

-- Partition columns are columns.
SELECT year, month, part, n FROM folders ORDER BY part;
-- OK DML SELECT
-- | year integer | month integer | part varchar | n integer |
-- | 2025         | 7             | P1           | 10        |
-- | 2025         | 8             | P2           | 20        |
-- | 2026         | 1             | P3           | 30        |

-- SHOW PARTITIONS tells of them.
SHOW PARTITIONS folders;
-- OK UTILITY SHOW_PARTITIONS
-- | partition string    |
-- | year=2025/month=7   |
-- | year=2025/month=8   |
-- | year=2026/month=1   |
-- scanned 0 bytes

-- A condition on a key reads that folder only: 6 of 18 bytes.
SELECT part FROM folders WHERE year = 2025 AND month = 8;
-- | part varchar |
-- | P2           |
-- scanned 6 bytes

-- Without a condition all of it is read.
SELECT sum(n) AS n FROM folders;
-- | n bigint |
-- | 60       |
-- scanned 18 bytes

-- The same by the keys' hidden table.
SELECT * FROM "folders$partitions" ORDER BY 1, 2;
-- | year integer | month integer |
-- | 2025         | 7             |
-- | 2025         | 8             |
-- | 2026         | 1             |

-- A partition added by hand, with a folder that is not named after it.
CREATE EXTERNAL TABLE by_hand (part string, n int) PARTITIONED BY (line string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/by-line/';
-- OK DDL CREATE_TABLE

-- ADD PARTITION with LOCATION.
ALTER TABLE by_hand ADD PARTITION (line = 'first') LOCATION 's3://corpus/by-line/line=L1/';
-- OK

-- Several at once, and IF NOT EXISTS.
ALTER TABLE by_hand ADD IF NOT EXISTS PARTITION (line = 'first') LOCATION 's3://corpus/by-line/line=L1/' PARTITION (line = 'L2') PARTITION (line = 'L3');
-- OK

-- Names are the catalog's, not the folder's.
SELECT line, sum(n) AS n FROM by_hand GROUP BY line ORDER BY line;
-- | line varchar | n bigint |
-- | L2           | 30       |
-- | L3           | 90       |
-- | first        | 30       |

-- A partition that is there cannot be added again.
ALTER TABLE by_hand ADD PARTITION (line = 'L2');
-- FAILED FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask.

-- DROP PARTITION takes it away; the files stay.
ALTER TABLE by_hand DROP PARTITION (line = 'first');
-- OK

-- Two partitions are left.
SELECT DISTINCT line FROM by_hand ORDER BY line;
-- | line varchar |
-- | L2           |
-- | L3           |

-- "$path" tells the file of each row, "$file_size" its bytes.
SELECT part, "$path" AS path, "$file_size" AS size FROM by_hand ORDER BY part;
-- | part varchar | path varchar                       | size bigint |
-- | P3           | s3://corpus/by-line/line=L2/a.csv  | 6           |
-- | P4           | s3://corpus/by-line/line=L3/a.csv  | 12          |
-- | P5           | s3://corpus/by-line/line=L3/a.csv  | 12          |

-- A condition on "$path".
SELECT count(*) AS n FROM inspections WHERE "$path" LIKE '%day=2025-07-02%';
-- | n bigint |
-- | 4        |

-- Rows a file.
SELECT regexp_extract("$path", '[^/]+/[^/]+$') AS file, count(*) AS n FROM inspections GROUP BY 1 ORDER BY 1;
-- | file varchar         | n bigint |
-- | day=2025-07-01/a.csv | 4        |
-- | day=2025-07-02/a.csv | 4        |
-- | day=2025-07-03/a.csv | 4        |

-- SELECT * has the keys last, and no hidden columns.
SELECT * FROM inspections WHERE part = 'P001';
-- | part varchar | line varchar | shift integer | inspected_at timestamp  | area double | weight decimal(8,3) | ng boolean | note varchar | day varchar |
-- | P001         | L1           | 1             | 2025-07-01 08:00:00.000 | 10.5        | 1.250               | false      | ok           | 2025-07-01  |

-- The last day without reading data: the keys alone.
SELECT max(day) AS last FROM "inspections$partitions";
-- | last varchar |
-- | 2025-07-03   |
