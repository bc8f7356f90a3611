-- Partition projection: partitions by rule, without a list in the catalog. Expected: by hand from data/by-….

-- enum: the values are listed. A value without a folder is an empty partition.
CREATE EXTERNAL TABLE projected_enum (part string, n int) PARTITIONED BY (line string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/by-line/'
TBLPROPERTIES ('projection.enabled' = 'true', 'projection.line.type' = 'enum', 'projection.line.values' = 'L1,L2,L7');
-- OK DDL CREATE_TABLE

-- L3 has files, but is not in the list.
SELECT line, sum(n) AS n FROM projected_enum GROUP BY line ORDER BY line;
-- OK DML SELECT
-- | line varchar | n bigint |
-- | L1           | 30       |
-- | L2           | 30       |

-- A condition prunes: 6 bytes of L2.
SELECT part FROM projected_enum WHERE line = 'L2';
-- | part varchar |
-- | P3           |
-- scanned 6 bytes

-- A value outside of the list has no rows.
SELECT count(*) AS n FROM projected_enum WHERE line = 'L3';
-- | n bigint |
-- | 0        |
-- scanned 0 bytes

-- integer, with digits: 01, 02, …
CREATE EXTERNAL TABLE projected_integer (part string, n int) PARTITIONED BY (shift string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/by-shift/'
TBLPROPERTIES ('projection.enabled' = 'true', 'projection.shift.type' = 'integer', 'projection.shift.range' = '1,5', 'projection.shift.digits' = '2');
-- OK DDL CREATE_TABLE

-- 07 is out of the range.
SELECT shift, count(*) AS n FROM projected_integer GROUP BY shift ORDER BY shift;
-- | shift varchar | n bigint |
-- | 01            | 1        |
-- | 02            | 2        |

-- One shift.
SELECT sum(n) AS n FROM projected_integer WHERE shift = '02';
-- | n bigint |
-- | 50       |
-- scanned 12 bytes

-- date, with a location of its own pattern.
CREATE EXTERNAL TABLE projected_date (part string, n int) PARTITIONED BY (day string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/by-date/'
TBLPROPERTIES ('projection.enabled' = 'true', 'projection.day.type' = 'date', 'projection.day.format' = 'yyyy/MM/dd', 'projection.day.range' = '2025/07/01,2025/07/31', 'storage.location.template' = 's3://corpus/by-date/${day}');
-- OK DDL CREATE_TABLE

-- August is out of the range.
SELECT day, count(*) AS n FROM projected_date GROUP BY day ORDER BY day;
-- | day varchar | n bigint |
-- | 2025/07/01  | 1        |
-- | 2025/07/02  | 2        |

-- A range of days.
SELECT sum(n) AS n FROM projected_date WHERE day >= '2025/07/02';
-- | n bigint |
-- | 50       |
-- scanned 12 bytes

-- A range that ends now, by days.
CREATE EXTERNAL TABLE projected_until_now (part string, n int) PARTITIONED BY (day string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/by-date/'
TBLPROPERTIES ('projection.enabled' = 'true', 'projection.day.type' = 'date', 'projection.day.format' = 'yyyy/MM/dd', 'projection.day.range' = '2025/07/01,NOW', 'projection.day.interval' = '1', 'projection.day.interval.unit' = 'DAYS', 'storage.location.template' = 's3://corpus/by-date/${day}/');
-- OK DDL CREATE_TABLE

-- August is in it.
SELECT day, part FROM projected_until_now WHERE day BETWEEN '2025/07/02' AND '2025/08/31' ORDER BY part;
-- | day varchar | part varchar |
-- | 2025/07/02  | P2           |
-- | 2025/07/02  | P3           |
-- | 2025/08/01  | P4           |

-- injected: the query must say which.
CREATE EXTERNAL TABLE projected_injected (n int, v double) PARTITIONED BY (device string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/by-device/'
TBLPROPERTIES ('projection.enabled' = 'true', 'projection.device.type' = 'injected', 'storage.location.template' = 's3://corpus/by-device/${device}');
-- OK DDL CREATE_TABLE

-- One device.
SELECT device, sum(v) AS v FROM projected_injected WHERE device = 'dev-1' GROUP BY device;
-- | device varchar | v double |
-- | dev-1          | 1.25     |
-- scanned 13 bytes

-- Several devices.
SELECT device, n FROM projected_injected WHERE device IN ('dev-1', 'dev-2') ORDER BY n;
-- | device varchar | n integer |
-- | dev-1          | 1         |
-- | dev-1          | 2         |
-- | dev-2          | 3         |

-- A device that has no folder.
SELECT count(*) AS n FROM projected_injected WHERE device = 'dev-9';
-- | n bigint |
-- | 0        |

-- Two keys by rule.
CREATE EXTERNAL TABLE projected_two (part string, n int) PARTITIONED BY (year int, month int)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/folders/'
TBLPROPERTIES ('projection.enabled' = 'true', 'projection.year.type' = 'integer', 'projection.year.range' = '2025,2026', 'projection.month.type' = 'integer', 'projection.month.range' = '1,12');
-- OK DDL CREATE_TABLE

-- Both prune.
SELECT year, month, part FROM projected_two WHERE year = 2025 AND month > 7;
-- | year integer | month integer | part varchar |
-- | 2025         | 8             | P2           |
-- scanned 6 bytes

-- Without saying which, it cannot be read.
SELECT count(*) AS n FROM projected_injected;
-- FAILED CONSTRAINT_VIOLATION: For the injected projected partition column device, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.
