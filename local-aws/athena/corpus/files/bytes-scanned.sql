-- What is scanned, which is what is paid. Expected: by hand from the sizes of the files in data/.

-- One column of 35: less than half of the Parquet file's 170,000 bytes.
SELECT max(bumps_fault) AS m FROM steel;
-- | m bigint |
-- | 1        |
-- scanned under 85000 bytes

-- Two columns.
SELECT corr(luminosity_index, orientation_index) > -2 AS r FROM steel;
-- | r boolean |
-- | true      |
-- scanned under 85000 bytes

-- CSV is read whole, whatever the columns: all three files.
SELECT count(part) AS n FROM inspections;
-- | n bigint |
-- | 12       |
-- scanned 603 bytes

-- One partition: one file.
SELECT count(part) AS n FROM inspections WHERE day = '2025-07-02';
-- | n bigint |
-- | 4        |
-- scanned 201 bytes

-- A query without a table scans nothing.
SELECT 1 AS x;
-- | x integer |
-- | 1         |
-- scanned 0 bytes

-- Nor does DDL.
CREATE EXTERNAL TABLE scanned (x string) LOCATION 's3://corpus/inspections/';
-- OK DDL CREATE_TABLE
-- scanned 0 bytes

-- A CTAS scans what its query reads.
CREATE TABLE scanned_copy AS SELECT * FROM readings;
-- OK DDL CREATE_TABLE_AS_SELECT
-- scanned 104 bytes

-- INSERT of values scans nothing.
INSERT INTO scanned_copy VALUES ('M9', 1, 1);
-- OK DML INSERT
-- scanned 0 bytes

-- A condition that no partition meets.
SELECT * FROM inspections WHERE day = '1999-01-01';
-- | part varchar | line varchar | shift integer | inspected_at timestamp | area double | weight decimal(8,3) | ng boolean | note varchar | day varchar |
-- scanned 0 bytes

-- LIMIT does not make a small file smaller.
SELECT machine FROM readings WHERE machine = 'M2' LIMIT 1;
-- | machine varchar |
-- | M2              |
-- scanned 104 bytes
