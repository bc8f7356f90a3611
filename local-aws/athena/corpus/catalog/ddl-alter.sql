-- ALTER TABLE. Expected: by hand from data/by-line, and from answers of Athena that its users show.

-- A table of partitions to change.
CREATE EXTERNAL TABLE changed (part string, n int) PARTITIONED BY (line string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/by-line/';
-- OK DDL CREATE_TABLE

-- ADD PARTITION.
ALTER TABLE changed ADD PARTITION (line = 'L1');
-- OK DDL ALTER_TABLE_ADD_PARTITION

-- Its rows.
SELECT part, n, line FROM changed ORDER BY part;
-- | part varchar | n integer | line varchar |
-- | P1           | 10        | L1           |
-- | P2           | 20        | L1           |

-- ADD COLUMNS: new columns are NULL in old files.
ALTER TABLE changed ADD COLUMNS (note string COMMENT 'later', weight double);
-- OK

-- Before the partition column, after the others.
SELECT * FROM changed WHERE part = 'P1';
-- | part varchar | n integer | note varchar | weight double | line varchar |
-- | P1           | 10        | NULL         | NULL          | L1           |

-- REPLACE COLUMNS: the list is the new one.
ALTER TABLE changed REPLACE COLUMNS (part string, n bigint);
-- OK DDL ALTER_TABLE_REPLACE_COLUMN

-- DESCRIBE shows it.
DESCRIBE changed;
-- has n                   	bigint

-- RENAME PARTITION.
ALTER TABLE changed PARTITION (line = 'L1') RENAME TO PARTITION (line = 'one');
-- OK

-- SHOW PARTITIONS.
SHOW PARTITIONS changed;
-- OK UTILITY SHOW_PARTITIONS
-- | partition string |
-- | line=one         |

-- DROP PARTITION, several.
ALTER TABLE changed DROP IF EXISTS PARTITION (line = 'one'), PARTITION (line = 'none');
-- OK DDL ALTER_TABLE_DROP_PARTITION

-- Nothing is left.
SHOW PARTITIONS changed;
-- | partition string |

-- SET LOCATION.
ALTER TABLE readings_moved SET LOCATION 's3://corpus/readings/';
-- FAILED FAILED: 

-- Of a table that is there.
CREATE EXTERNAL TABLE moved (machine string, minute int, temp double) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' LOCATION 's3://corpus/nowhere/';
-- OK DDL CREATE_TABLE

-- It has no rows there.
SELECT count(*) AS n FROM moved;
-- | n bigint |
-- | 0        |

-- Now it points to the readings.
ALTER TABLE moved SET LOCATION 's3://corpus/readings/';
-- OK DDL ALTER_TABLE_SET_LOCATION

-- And has them.
SELECT count(*) AS n FROM moved;
-- | n bigint |
-- | 13       |

-- SET TBLPROPERTIES: skip a line from now on.
ALTER TABLE moved SET TBLPROPERTIES ('skip.header.line.count' = '1');
-- OK

-- One row less.
SELECT count(*) AS n FROM moved;
-- | n bigint |
-- | 12       |

-- A partition that the table has no key for.
ALTER TABLE moved ADD PARTITION (line = 'L1');
-- FAILED FAILED: SemanticException table is not partitioned but partition spec exists: {line=L1}

-- Columns of a Hive table are not dropped one by one.
ALTER TABLE moved DROP COLUMN temp;
-- FAILED FAILED: ParseException line 1:

-- Nor is a Hive table renamed.
ALTER TABLE moved RENAME TO elsewhere;
-- FAILED FAILED: 
