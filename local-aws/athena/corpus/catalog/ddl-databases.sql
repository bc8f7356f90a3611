-- Databases. Expected: by hand and from answers of Athena that its users show.

-- SCHEMA is the same as DATABASE.
CREATE SCHEMA IF NOT EXISTS corpus_two COMMENT 'second' LOCATION 's3://corpus/two/' WITH DBPROPERTIES ('owner' = 'quality', 'since' = '2025');
-- OK DDL CREATE_DATABASE

-- The name is taken.
CREATE DATABASE corpus_two;
-- FAILED FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask.

-- Backticks around a name; a hyphen needs them.
CREATE DATABASE IF NOT EXISTS `corpus-three`;
-- OK DDL CREATE_DATABASE

-- SHOW DATABASES.
SHOW DATABASES;
-- OK UTILITY SHOW_DATABASES
-- has corpus_two
-- has corpus-three
-- scanned 0 bytes

-- SHOW SCHEMAS is the same.
SHOW SCHEMAS;
-- OK UTILITY SHOW_DATABASES
-- has corpus_two

-- A name exactly.
SHOW DATABASES LIKE 'corpus_two';
-- | database_name string |
-- | corpus_two           |

-- A table there, named with its database.
CREATE EXTERNAL TABLE corpus_two.numbers (n int) LOCATION 's3://corpus/two/numbers/';
-- OK DDL CREATE_TABLE

-- Read across databases; a hyphen needs double quotes in a query.
SELECT count(*) AS n FROM corpus_two.numbers;
-- | n bigint |
-- | 0        |

-- SHOW TABLES of another database.
SHOW TABLES IN corpus_two;
-- OK UTILITY SHOW_TABLES
-- | tab_name string |
-- | numbers         |

-- A database with tables is dropped with CASCADE.
DROP DATABASE corpus_two CASCADE;
-- OK DDL DROP_DATABASE

-- Now it is not there.
SELECT * FROM corpus_two.numbers;
-- FAILED SCHEMA_NOT_FOUND: line 1:15: Schema 'corpus_two' does not exist

-- IF EXISTS says nothing.
DROP DATABASE IF EXISTS corpus_two;
-- OK DDL DROP_DATABASE

-- DROP SCHEMA, in backticks.
DROP SCHEMA `corpus-three`;
-- OK DDL DROP_DATABASE
