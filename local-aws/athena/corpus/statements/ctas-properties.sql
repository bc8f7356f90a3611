-- Properties of CREATE TABLE AS. Expected: by hand.

-- Text files with a delimiter of one's own.
CREATE TABLE as_text WITH (format = 'TEXTFILE', field_delimiter = '|', external_location = 's3://corpus/made/as-text/') AS SELECT part, area FROM inspections WHERE line = 'L3';
-- OK DDL CREATE_TABLE_AS_SELECT

-- Read back.
SELECT part, area FROM as_text ORDER BY part;
-- | part varchar | area double |
-- | P007         | 20.0        |
-- | P008         | 22.75       |
-- | P011         | 21.0        |

-- DROP TABLE leaves the files of a table.
DROP TABLE as_text;
-- OK DDL DROP_TABLE

-- So a new table finds them.
CREATE EXTERNAL TABLE as_text_again (part string, area double) ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' LOCATION 's3://corpus/made/as-text/';
-- OK DDL CREATE_TABLE

-- Three rows still.
SELECT count(*) AS n FROM as_text_again;
-- | n bigint |
-- | 3        |

-- ORC with ZLIB.
CREATE TABLE zlib WITH (format = 'ORC', write_compression = 'ZLIB') AS SELECT part FROM inspections;
-- OK DDL CREATE_TABLE_AS_SELECT

-- Parquet with ZSTD at a level.
CREATE TABLE zstd WITH (format = 'PARQUET', write_compression = 'ZSTD', compression_level = 4) AS SELECT part FROM inspections;
-- OK DDL CREATE_TABLE_AS_SELECT

-- The levels and codecs write what is read back.
SELECT (SELECT count(*) FROM zlib) + (SELECT count(*) FROM zstd) AS n;
-- | n bigint |
-- | 24       |
