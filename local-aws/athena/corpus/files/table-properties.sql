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

-- What is none of its column's type is NULL where the table says so: OpenCSVSerde.
CREATE EXTERNAL TABLE tolerant_csv (id int, v double, f boolean, day date) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
LOCATION 's3://corpus/dirty-typed-csv/' TBLPROPERTIES ('use.null.for.invalid.data' = 'true');
-- OK DDL CREATE_TABLE

-- Only the first line has values.
SELECT * FROM tolerant_csv ORDER BY id;
-- | id integer | v double | f boolean | day date   |
-- | 1          | 2.5      | true      | 2024-10-04 |
-- | NULL       | NULL     | NULL      | NULL       |

-- The same files without it.
CREATE EXTERNAL TABLE strict_csv (id int, v double, f boolean, day date) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
LOCATION 's3://corpus/dirty-typed-csv/';
-- OK DDL CREATE_TABLE

-- The query fails.
SELECT * FROM strict_csv;
-- FAILED INVALID_CAST_ARGUMENT

-- JSON.
CREATE EXTERNAL TABLE tolerant_json (part string, n int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('use.null.for.invalid.data' = 'true') LOCATION 's3://corpus/mixed-json/';
-- OK DDL CREATE_TABLE

-- A text is no number.
SELECT * FROM tolerant_json ORDER BY part;
-- | part varchar | n integer |
-- | P001         | 1         |
-- | P002         | NULL      |

-- Trino reads all text as UTF-8.
CREATE EXTERNAL TABLE korean (line string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
WITH SERDEPROPERTIES ('serialization.encoding' = 'EUC-KR') LOCATION 's3://corpus/texts/';
-- OK DDL CREATE_TABLE

-- So another encoding is refused where the table is read …
SELECT line FROM korean;
-- FAILED NOT_SUPPORTED: The embedded Athena does not support serialization.encoding (EUC-KR) of the table korean

-- … and where it is written.
INSERT INTO korean VALUES ('x');
-- FAILED NOT_SUPPORTED: The embedded Athena does not support serialization.encoding (EUC-KR) of the table korean

-- UTF-8 by its name.
CREATE EXTERNAL TABLE in_utf8 (line string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
WITH SERDEPROPERTIES ('serialization.encoding' = 'utf-8') LOCATION 's3://corpus/texts/';
-- OK DDL CREATE_TABLE

-- Is what it is anyway.
SELECT count(*) AS n FROM in_utf8 WHERE line = '가나다';
-- | n bigint |
-- | 1        |

-- Avro with a reader's schema of its own.
CREATE TABLE avro_files WITH (format = 'AVRO', external_location = 's3://corpus/written/avro/', write_compression = 'NONE') AS SELECT 7 AS id;
-- OK DDL CREATE_TABLE_AS_SELECT

-- It has a field more, with a default.
CREATE EXTERNAL TABLE avro_literal (id int, note string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.avro.AvroSerDe'
WITH SERDEPROPERTIES ('avro.schema.literal' = '{"type": "record", "name": "r", "fields": [{"name": "id", "type": ["null", "int"], "default": null}, {"name": "note", "type": "string", "default": "none"}]}')
STORED AS AVRO LOCATION 's3://corpus/written/avro/';
-- OK DDL CREATE_TABLE

-- The schema's default stands for what the file does not have.
SELECT * FROM avro_literal;
-- | id integer | note varchar |
-- | 7          | none         |

-- A schema in a file of its own.
CREATE EXTERNAL TABLE avro_url (id int) STORED AS AVRO LOCATION 's3://corpus/written/avro/' TBLPROPERTIES ('avro.schema.url' = 's3://corpus/schema.avsc');
-- OK DDL CREATE_TABLE

-- Athena does not take it.
SELECT * FROM avro_url;
-- FAILED NOT_SUPPORTED: The embedded Athena does not support avro.schema.url (s3://corpus/schema.avsc) of the table avro_url

-- Ion, which Trino does not read.
CREATE EXTERNAL TABLE ion (id int) ROW FORMAT SERDE 'com.amazon.ionhiveserde.IonHiveSerDe'
WITH SERDEPROPERTIES ('ion.encoding' = 'TEXT', 'ion.fail_on_overflow' = 'true', 'ion.id.fail_on_overflow' = 'true', 'ion.ignore_malformed' = 'false',
  'ion.path_extractor.case_sensitive' = 'false', 'ion.id.path_extractor' = '(id)', 'ion.timestamp.serialization_offset' = 'Z', 'ion.serialize_null' = 'OMIT', 'ion.id.serialize_as' = 'int')
STORED AS INPUTFORMAT 'com.amazon.ionhiveserde.formats.IonInputFormat' OUTPUTFORMAT 'com.amazon.ionhiveserde.formats.IonOutputFormat' LOCATION 's3://corpus/texts/';
-- OK DDL CREATE_TABLE

-- Its table can be made, and not read.
SELECT * FROM ion;
-- FAILED HIVE_INVALID_METADATA: Unsupported storage format

-- CloudTrail's serde is Amazon's own, too.
CREATE EXTERNAL TABLE trail (eventversion string) ROW FORMAT SERDE 'com.amazon.emr.hive.serde.CloudTrailSerde'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat' LOCATION 's3://corpus/texts/';
-- OK DDL CREATE_TABLE

-- So this is not read either.
SELECT * FROM trail;
-- FAILED HIVE_INVALID_METADATA: Unsupported storage format

-- What a CREATE TABLE AS says.
CREATE TABLE as_said WITH (table_type = 'HIVE', is_external = true, format = 'PARQUET', parquet_compression = 'SNAPPY', external_location = 's3://corpus/written/as-said/',
  partitioned_by = ARRAY['line'], bucketed_by = ARRAY['part'], bucket_count = 2) AS SELECT part, line FROM inspections;
-- OK DDL CREATE_TABLE_AS_SELECT

-- Two files a line at most, and nothing lost.
SELECT count(*) AS n, count(DISTINCT line) AS lines, max("$bucket") AS bucket FROM as_said;
-- | n bigint | lines bigint | bucket integer |
-- | 12       | 3            | 1              |

-- Iceberg's properties are none of Hive's tables.
CREATE TABLE as_iceberg WITH (location = 's3://corpus/iceberg/') AS SELECT 1 AS n;
-- FAILED INVALID_TABLE_PROPERTY

-- Nor this one.
CREATE TABLE as_iceberg WITH (partitioning = ARRAY['n']) AS SELECT 1 AS n;
-- FAILED INVALID_TABLE_PROPERTY

-- Nor this one.
CREATE TABLE as_iceberg WITH (optimize_rewrite_min_data_file_size_bytes = 1) AS SELECT 1 AS n;
-- FAILED INVALID_TABLE_PROPERTY

-- Nor this one.
CREATE TABLE as_iceberg WITH (optimize_rewrite_max_data_file_size_bytes = 1) AS SELECT 1 AS n;
-- FAILED INVALID_TABLE_PROPERTY

-- Nor this one.
CREATE TABLE as_iceberg WITH (optimize_rewrite_data_file_threshold = 1) AS SELECT 1 AS n;
-- FAILED INVALID_TABLE_PROPERTY

-- Nor this one.
CREATE TABLE as_iceberg WITH (optimize_rewrite_delete_file_threshold = 1) AS SELECT 1 AS n;
-- FAILED INVALID_TABLE_PROPERTY

-- Nor this one.
CREATE TABLE as_iceberg WITH (vacuum_min_snapshots_to_keep = 1) AS SELECT 1 AS n;
-- FAILED INVALID_TABLE_PROPERTY

-- Nor this one.
CREATE TABLE as_iceberg WITH (vacuum_max_snapshot_age_seconds = 1) AS SELECT 1 AS n;
-- FAILED INVALID_TABLE_PROPERTY

-- ORC, not compressed.
CREATE TABLE as_orc WITH (format = 'ORC', orc_compression = 'NONE') AS SELECT array_join(repeat('a', 10000), '') AS x;
-- OK DDL CREATE_TABLE_AS_SELECT

-- The file's size tells it.
SELECT max("$file_size") > 10000 AS plain FROM as_orc;
-- | plain boolean |
-- | true          |
