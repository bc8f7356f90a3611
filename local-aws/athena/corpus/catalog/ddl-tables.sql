-- Tables: types, names, columns. Expected: by hand and from Athena's documentation.

-- Every type of a column.
CREATE EXTERNAL TABLE all_types (
  a boolean, b tinyint, c smallint, d int, e bigint, f double, g float, h decimal(10,2), i char(3), j varchar(10),
  k string, l binary, m date, n timestamp, o array<string>, p map<string,int>, q struct<x:int,y:array<double>>)
STORED AS PARQUET LOCATION 's3://corpus/none/';
-- OK DDL CREATE_TABLE

-- As a query sees them.
SELECT * FROM all_types;
-- | a boolean | b tinyint | c smallint | d integer | e bigint | f double | g float | h decimal(10,2) | i char | j varchar | k varchar | l varbinary | m date | n timestamp | o array | p map | q row |

-- Names lose their capitals; comments; backticks around reserved words.
CREATE EXTERNAL TABLE `Mixed_Case` (`Date` string COMMENT 'a reserved word', `Order` int, `한글` string COMMENT '한국어')
COMMENT 'names' LOCATION 's3://corpus/none/';
-- OK DDL CREATE_TABLE

-- A query writes them in double quotes.
SELECT "date", "order", "한글" FROM MIXED_CASE;
-- | date varchar | order integer | 한글 varchar |

-- DESCRIBE shows name, type and comment, each in a field of twenty characters.
DESCRIBE mixed_case;
-- OK UTILITY DESCRIBE_TABLE
-- | col_name string | data_type string | comment string |
-- | "date                \tstring              \ta reserved word     " |
-- | "order               \tint                 \t                    " |
-- | "한글                  \tstring              \t한국어                 " |

-- DESC is the same.
DESC readings;
-- OK UTILITY DESCRIBE_TABLE
-- | col_name string | data_type string | comment string |
-- | "machine             \tstring              \t                    " |
-- | "minute              \tint                 \t                    " |
-- | "temp                \tdouble              \t                    " |

-- Types as Hive writes them.
DESCRIBE machines;
-- has limits              	struct<low:double,high:double>
-- has sensors             	array<string>
-- has tags                	map<string,string>

-- Partition columns come again below.
DESCRIBE inspections;
-- has # Partition Information
-- has day                 	string
-- scanned 0 bytes

-- IF NOT EXISTS leaves the table as it is.
CREATE EXTERNAL TABLE IF NOT EXISTS readings (other int) LOCATION 's3://corpus/none/';
-- OK DDL CREATE_TABLE

-- Its columns are the old ones.
SELECT machine FROM readings WHERE minute = 7;
-- | machine varchar |
-- | M1              |

-- DROP TABLE.
DROP TABLE all_types;
-- OK DDL DROP_TABLE

-- DROP TABLE IF EXISTS, in backticks and with the database.
DROP TABLE IF EXISTS corpus.`mixed_case`;
-- OK DDL DROP_TABLE

-- It is gone.
SELECT * FROM mixed_case;
-- FAILED TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.corpus.mixed_case' does not exist

-- SHOW TABLES with a pattern of Hive's: * stands for any letters, | for or.
SHOW TABLES 'read*|mach*';
-- OK UTILITY SHOW_TABLES
-- | tab_name string |
-- | machines        |
-- | readings        |

-- SHOW TABLES with a regular expression.
SHOW TABLES IN corpus 'steel.csv';
-- | tab_name string |
-- | steel_csv       |

-- A statement that Hive's grammar refuses.
CREATE EXTERNAL TABLE bad (a int, LOCATION 's3://corpus/none/';
-- FAILED FAILED: ParseException line 1:

-- A comment before a statement, and blanks.
-- a note
  DESCRIBE   readings;
-- OK UTILITY DESCRIBE_TABLE
-- has machine
