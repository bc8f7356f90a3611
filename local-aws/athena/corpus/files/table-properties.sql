-- Properties of tables and of their serdes that no other file shows. Expected: by hand from the files in data/, as the Hive, Athena and Glue guides describe the properties.

-- The last column takes the rest of the line.
CREATE EXTERNAL TABLE taking_rest (id int, n int, x string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
WITH SERDEPROPERTIES ('field.delim' = ',', 'serialization.last.column.takes.rest' = 'true') LOCATION 's3://corpus/dirty/';
-- OK DDL CREATE_TABLE

-- With its comma.
SELECT x FROM taking_rest WHERE id = 5;
-- | x varchar |
-- | w,more    |

-- The delimiters of LazySimpleSerDe by their names.
CREATE EXTERNAL TABLE named_delimiters (machine string, sensors array<string>, limits map<string,int>)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
WITH SERDEPROPERTIES ('field.delim' = '|', 'collection.delim' = ';', 'mapkey.delim' = ':', 'escape.delim' = '\\', 'line.delim' = '\n')
LOCATION 's3://corpus/delimited/';
-- OK DDL CREATE_TABLE

-- Lists and maps are apart.
SELECT cardinality(sensors) AS sensors, limits['high'] AS high FROM named_delimiters WHERE machine = 'M1';
-- | sensors bigint | high integer |
-- | 2              | 12           |

-- Times as a JSON file writes them.
CREATE EXTERNAL TABLE formatted_times (part string, at timestamp) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ("timestamp.formats" = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'") LOCATION 's3://corpus/iso-json/';
-- OK DDL CREATE_TABLE

-- They are times.
SELECT part, hour(at) AS hour, millisecond(at) AS ms FROM formatted_times ORDER BY part;
-- | part varchar | hour bigint | ms bigint |
-- | P001         | 8           | 123       |
-- | P002         | 9           | 0         |

-- What says how files were found, or is of no meaning for reading, is kept and changes nothing.
CREATE EXTERNAL TABLE with_notes (id string, v int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ';' LOCATION 's3://corpus/headed/'
TBLPROPERTIES ('skip.header.line.count' = '1', 'skip.footer.line.count' = '1', 'classification' = 'parquet', 'compressionType' = 'gzip', 'has_encrypted_data' = 'false',
  'typeOfData' = 'file', 'exclusions' = '["**/a.csv"]', 'CrawlerSchemaSerializerVersion' = '1.0', 'CrawlerSchemaDeserializerVersion' = '1.0',
  'UPDATED_BY_CRAWLER' = 'c', 'recordCount' = '99', 'averageRecordSize' = '9', 'objectCount' = '9', 'sizeKey' = '999', 'areColumnsQuoted' = 'true',
  'columnsOrdered' = 'true', 'delimiter' = '|', 'partition_filtering.enabled' = 'true', 'numRows' = '99', 'transient_lastDdlTime' = '1');
-- OK DDL CREATE_TABLE

-- Read as without them.
SELECT * FROM with_notes;
-- | id varchar | v integer |
-- | x          | 1         |

-- And read back.
SHOW TBLPROPERTIES with_notes('exclusions');
-- OK UTILITY SHOW_TABLE_PROPERTIES
-- has ["**/a.csv"]

-- Iceberg tables.
CREATE TABLE iceberg_by_property (id int) LOCATION 's3://corpus/iceberg/' TBLPROPERTIES ('table_type' = 'ICEBERG');
-- todo Iceberg tables
-- OK DDL CREATE_TABLE

-- What INSERT INTO writes with: text.
CREATE EXTERNAL TABLE plain_text (line string) LOCATION 's3://corpus/written/plain/' TBLPROPERTIES ('write.compression' = 'NONE');
-- OK DDL CREATE_TABLE

-- In gzip.
CREATE EXTERNAL TABLE gzip_text (line string) LOCATION 's3://corpus/written/gzip/' TBLPROPERTIES ('write.compression' = 'GZIP');
-- OK DDL CREATE_TABLE

-- A file each.
INSERT INTO plain_text VALUES ('a');
-- OK DML INSERT

-- The other one.
INSERT INTO gzip_text VALUES ('a');
-- OK DML INSERT

-- The files' names tell it.
SELECT 'plain' AS t, line, regexp_like("$path", '[.]gz$') AS gz FROM plain_text UNION ALL SELECT 'gzip', line, regexp_like("$path", '[.]gz$') FROM gzip_text ORDER BY 1;
-- | t varchar | line varchar | gz boolean |
-- | gzip      | a            | true       |
-- | plain     | a            | false      |

-- Parquet: ten thousand equal letters, not compressed.
CREATE EXTERNAL TABLE plain_parquet (x string) STORED AS PARQUET LOCATION 's3://corpus/written/plain-parquet/' TBLPROPERTIES ('parquet.compression' = 'UNCOMPRESSED');
-- OK DDL CREATE_TABLE

-- And compressed.
CREATE EXTERNAL TABLE snappy_parquet (x string) STORED AS PARQUET LOCATION 's3://corpus/written/snappy-parquet/' TBLPROPERTIES ('parquet.compression' = 'SNAPPY');
-- OK DDL CREATE_TABLE

-- One value each.
INSERT INTO plain_parquet SELECT array_join(repeat('a', 10000), '');
-- OK DML INSERT

-- The other one.
INSERT INTO snappy_parquet SELECT array_join(repeat('a', 10000), '');
-- OK DML INSERT

-- The files' sizes tell it.
SELECT (SELECT max("$file_size") > 10000 FROM plain_parquet) AS plain, (SELECT max("$file_size") < 5000 FROM snappy_parquet) AS snappy;
-- | plain boolean | snappy boolean |
-- | true          | true           |

-- ORC: not compressed.
CREATE EXTERNAL TABLE plain_orc (x string) STORED AS ORC LOCATION 's3://corpus/written/plain-orc/' TBLPROPERTIES ('orc.compress' = 'NONE');
-- OK DDL CREATE_TABLE

-- And compressed.
CREATE EXTERNAL TABLE zlib_orc (x string) STORED AS ORC LOCATION 's3://corpus/written/zlib-orc/' TBLPROPERTIES ('orc.compress' = 'ZLIB');
-- OK DDL CREATE_TABLE

-- One value each.
INSERT INTO plain_orc SELECT array_join(repeat('a', 10000), '');
-- OK DML INSERT

-- The other one.
INSERT INTO zlib_orc SELECT array_join(repeat('a', 10000), '');
-- OK DML INSERT

-- The files' sizes tell it.
SELECT (SELECT max("$file_size") > 10000 FROM plain_orc) AS plain, (SELECT max("$file_size") < 5000 FROM zlib_orc) AS zlib;
-- | plain boolean | zlib boolean |
-- | true          | true         |
