-- SHOW: what the catalog holds. Expected: from answers of Athena that its users show.

-- SHOW TBLPROPERTIES: name and value with a tab between.
SHOW TBLPROPERTIES steel_csv;
-- OK UTILITY SHOW_TABLE_PROPERTIES
-- has EXTERNAL	TRUE
-- has skip.header.line.count	1

-- Of one property only its value.
SHOW TBLPROPERTIES steel_csv('skip.header.line.count');
-- | prpt_name string | prpt_value string |
-- | 1                |

-- SHOW COLUMNS: names in fields of twenty characters, partition columns too.
SHOW COLUMNS IN inspections;
-- OK UTILITY SHOW_COLUMNS
-- | field string           |
-- | "part                " |
-- | "line                " |
-- | "shift               " |
-- | "inspected_at        " |
-- | "area                " |
-- | "weight              " |
-- | "ng                  " |
-- | "note                " |
-- | "day                 " |

-- FROM is the same as IN.
SHOW COLUMNS FROM corpus.readings;
-- | field string           |
-- | "machine             " |
-- | "minute              " |
-- | "temp                " |

-- SHOW CREATE TABLE: a statement that makes the table again.
SHOW CREATE TABLE inspections;
-- OK UTILITY SHOW_CREATE_TABLE
-- has CREATE EXTERNAL TABLE `inspections`(
-- has   `part` string COMMENT 'its number',
-- has   `weight` decimal(8,3),
-- has COMMENT 'inspected parts'
-- has PARTITIONED BY (
-- has   `day` string)
-- has ROW FORMAT DELIMITED
-- has   FIELDS TERMINATED BY ','
-- has   'org.apache.hadoop.mapred.TextInputFormat'
-- has   's3://corpus/inspections
-- has TBLPROPERTIES (

-- A view to show.
CREATE OR REPLACE VIEW shown AS SELECT 1 AS n, 'a' AS s;
-- OK DDL CREATE_VIEW

-- SHOW VIEWS.
SHOW VIEWS IN corpus LIKE 'show*';
-- OK UTILITY SHOW_VIEWS
-- | views varchar |
-- | shown         |

-- SHOW CREATE VIEW: the text as the engine writes it.
SHOW CREATE VIEW shown;
-- OK UTILITY SHOW_CREATE_VIEW
-- has CREATE VIEW corpus.shown AS
-- has SELECT

-- DESCRIBE of a view: names and types of the engine.
DESCRIBE shown;
-- OK UTILITY DESC_VIEW
-- | column varchar | type varchar |
-- | "n\tinteger"   |
-- | "s\tvarchar(1)" |

-- A database that is not there.
SHOW TABLES IN nowhere;
-- FAILED FAILED: SemanticException [Error 10072]: Database does not exist: nowhere

-- DROP TABLE of what is not there.
DROP TABLE nothing;
-- FAILED FAILED: SemanticException [Error 10001]: Table not found corpus.nothing

-- A table whose name is taken.
CREATE EXTERNAL TABLE readings (x int) LOCATION 's3://corpus/none/';
-- FAILED FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. AlreadyExistsException(message:Table readings already exist)

-- A database whose name is taken.
CREATE DATABASE corpus;
-- FAILED FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Database corpus already exists

-- MSCK of a table without partitions in its folder.
MSCK REPAIR TABLE inspections;
-- OK DDL MSCK_REPAIR

-- SHOW PARTITIONS of a table that has none.
SHOW PARTITIONS readings;
-- FAILED FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Table readings is not a partitioned table

-- DESCRIBE FORMATTED tells of the storage.
DESCRIBE FORMATTED readings;
-- OK UTILITY DESCRIBE_TABLE
-- has # col_name
-- has # Detailed Table Information
-- has # Storage Information

-- DESCRIBE EXTENDED in one line.
DESCRIBE EXTENDED readings;
-- has Detailed Table Information

-- The failure of a CREATE TABLE AS tells where files may lie.
CREATE TABLE half_made AS SELECT 1 / (shift - 1) AS x FROM inspections;
-- FAILED DIVISION_BY_ZERO: Division by zero. You may need to manually clean the data at location 's3://corpus/results/tables/

-- A database with a table in it.
CREATE DATABASE corpus_full;
-- OK DDL CREATE_DATABASE

-- Its table.
CREATE EXTERNAL TABLE corpus_full.numbers (n int) LOCATION 's3://corpus/none/';
-- OK DDL CREATE_TABLE

-- A database with tables is not dropped.
DROP DATABASE corpus_full;
-- FAILED FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. InvalidOperationException(message:Database corpus_full is not empty. One or more tables exist.)

-- SHOW FUNCTIONS comes as a table of its own, with a header.
SHOW FUNCTIONS;
-- OK UTILITY SHOW_FUNCTIONS
-- | Function varchar | Return Type varchar | Argument Types varchar | Function Type varchar | Deterministic boolean | Description varchar |
-- has approx_distinct
