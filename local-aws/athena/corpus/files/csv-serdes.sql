-- CSV and other delimited text: LazySimpleSerDe and OpenCSVSerde. Expected: by hand from the files in data/.

-- LazySimpleSerDe keeps an empty text as a text and makes NULL of an empty number; \N is NULL for both.
SELECT part, area, weight, note, note IS NULL AS no_note FROM inspections WHERE part IN ('P003', 'P004', 'P010', 'P012') ORDER BY part;
-- OK DML SELECT
-- | part varchar | area double | weight decimal(8,3) | note varchar | no_note boolean |
-- | P003         | 8.0         | 0.750               |              | false           |
-- | P004         | NULL        | NULL                | 긁힘       | false           |
-- | P010         | 8.5         | 0.800               | NULL         | true            |
-- | P012         | NULL        | 1.100               | ok           | false           |

-- The header line is skipped: 1,941 plates remain.
SELECT count(*) AS plates, min(x_minimum) AS low, max(x_minimum) AS high FROM steel_csv;
-- | plates bigint | low bigint | high bigint |
-- duckdb: SELECT count(*), min(X_Minimum), max(X_Minimum) FROM steel

-- Columns that the table does not have are left out; those that the file does not have would be NULL.
SELECT sum(pixels_areas) AS pixels, avg(minimum_of_luminosity) AS dark FROM steel_csv;
-- | pixels bigint | dark double |
-- duckdb: SELECT sum(Pixels_Areas), avg(Minimum_of_Luminosity) FROM steel

-- Lists and maps have delimiters of their own.
CREATE EXTERNAL TABLE delimited (machine string, sensors array<string>, limits map<string,int>, built struct<batch:int,year:int>)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' ESCAPED BY '\\' COLLECTION ITEMS TERMINATED BY ';' MAP KEYS TERMINATED BY ':'
LOCATION 's3://corpus/delimited/';
-- OK DDL CREATE_TABLE

-- Nested values out of delimited text.
SELECT machine, sensors, limits['high'] AS high, built.year AS year FROM delimited WHERE machine = 'M1';
-- | machine varchar | sensors array | high integer | year integer |
-- | M1              | [temp, load]  | 12           | 2025         |

-- A list of one.
SELECT cardinality(sensors) AS n, limits, built FROM delimited WHERE machine = 'M2';
-- | n bigint | limits map | built row               |
-- | 1        | {low=6}    | {batch=2, year=2026}    |

-- Dirty lines: what is no number is NULL, what is missing is NULL, what is too much is left out.
CREATE EXTERNAL TABLE dirty (id int, n int, x string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/dirty/';
-- OK DDL CREATE_TABLE

-- As Athena's LazySimpleSerDe reads them.
SELECT id, n, x FROM dirty ORDER BY coalesce(id, 2);
-- | id integer | n integer | x varchar |
-- | 1          | 10        | x         |
-- | NULL       | 20        | y         |
-- | 3          | NULL      | z         |
-- | 4          | 40        | NULL      |
-- | 5          | 50        | w         |

-- A word of its own for NULL.
CREATE EXTERNAL TABLE null_text (id int, n int, x string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ';' NULL DEFINED AS 'NA' LOCATION 's3://corpus/null-text/';
-- OK DDL CREATE_TABLE

-- NA is NULL, in numbers and in texts.
SELECT * FROM null_text ORDER BY id;
-- | id integer | n integer | x varchar |
-- | 1          | NULL      | a         |
-- | 2          | 7         | NULL      |

-- LazySimpleSerDe by its own name, with properties.
CREATE EXTERNAL TABLE null_text_serde (id int, n int, x string)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
WITH SERDEPROPERTIES ('serialization.format' = ';', 'field.delim' = ';', 'serialization.null.format' = 'NA')
LOCATION 's3://corpus/null-text/';
-- OK DDL CREATE_TABLE

-- The same rows.
SELECT * FROM null_text_serde ORDER BY id;
-- | id integer | n integer | x varchar |
-- | 1          | NULL      | a         |
-- | 2          | 7         | NULL      |

-- OpenCSVSerde reads quotes; a header is skipped.
CREATE EXTERNAL TABLE suppliers (id string, name string, city string, note string)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '"', 'escapeChar' = '\\')
STORED AS TEXTFILE LOCATION 's3://corpus/suppliers/'
TBLPROPERTIES ('skip.header.line.count' = '1');
-- OK DDL CREATE_TABLE

-- Commas inside of quotes, doubled quotes, Korean; what is empty is an empty text, never NULL.
SELECT id, name, city, note, note IS NULL AS missing FROM suppliers ORDER BY id;
-- | id varchar | name varchar  | city varchar | note varchar | missing boolean |
-- | 1          | Kim, Lee & Co | Seoul        | said "ok"    | false           |
-- | 2          | 한국철강  | 부산       |              | false           |
-- | 3          | Plain         | Pohang       | a'b          | false           |

-- Numbers of an OpenCSV table are texts: cast them.
SELECT sum(CAST(id AS integer)) AS total, typeof(max(id)) AS type FROM suppliers;
-- | total bigint | type varchar |
-- | 6            | varchar      |

-- Texts do not compare with numbers.
SELECT count(*) FROM suppliers WHERE id = 1;
-- FAILED TYPE_MISMATCH: line 1:41: Cannot apply operator: varchar = integer

-- Compressed text is read by its ending.
CREATE EXTERNAL TABLE zipped (n int, x string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/gzip/';
-- OK DDL CREATE_TABLE

-- Two lines of gzip.
SELECT n, x FROM zipped ORDER BY n;
-- | n integer | x varchar |
-- | 1         | a         |
-- | 2         | b         |

-- A header and a footer.
CREATE EXTERNAL TABLE headed (id string, v int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ';' LOCATION 's3://corpus/headed/'
TBLPROPERTIES ('skip.header.line.count' = '1', 'skip.footer.line.count' = '1');
-- OK DDL CREATE_TABLE

-- Only the line between them.
SELECT * FROM headed;
-- | id varchar | v integer |
-- | x          | 1         |

-- One column a line: blanks, tabs and empty lines stay.
CREATE EXTERNAL TABLE texts (line string) LOCATION 's3://corpus/texts/';
-- OK DDL CREATE_TABLE

-- Unicode beyond the first plane, and an empty line.
SELECT line, length(line) AS n FROM texts;
-- any order
-- | line varchar    | n bigint |
-- | 가나다       | 3        |
-- | naïve café      | 10       |
-- | 😀 smile        | 7        |
-- | "  padded  "    | 10       |
-- |                 | 0        |
-- | "tab\tinside"   | 10       |

-- Doubles in text: NaN, the infinities, exponents.
CREATE EXTERNAL TABLE doubles (a double, b double, c double) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/doubles/';
-- OK DDL CREATE_TABLE

-- As they are written.
SELECT * FROM doubles ORDER BY a;
-- | a double | b double  | c double |
-- | -0.0     | -Infinity | 1.0E300  |
-- | 1.5      | NaN       | Infinity |

-- Files whose names begin with _ or . are hidden.
CREATE EXTERNAL TABLE hidden (x string, n int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://corpus/hidden/';
-- OK DDL CREATE_TABLE

-- So only one line is seen.
SELECT x FROM hidden;
-- | x varchar |
-- | seen      |

-- A folder without files is an empty table.
CREATE EXTERNAL TABLE empty_folder (x string) LOCATION 's3://corpus/nothing-here/';
-- OK DDL CREATE_TABLE

-- No error, no row.
SELECT count(*) AS n FROM empty_folder;
-- | n bigint |
-- | 0        |

-- OpenCSVSerde reads numbers and truth values too where the column says so.
CREATE EXTERNAL TABLE typed_csv (id int, v double, f boolean) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION 's3://corpus/typed-csv/';
-- OK DDL CREATE_TABLE

-- As Athena's guide has it.
SELECT id, v, f FROM typed_csv ORDER BY id;
-- | id integer | v double | f boolean |
-- | 1          | 2.5      | true      |
-- | 2          | -0.5     | false     |

-- With another name, joined, and in a subquery; text is text in each.
SELECT t.id + 1 AS next, u.f FROM typed_csv t JOIN (SELECT id, f FROM typed_csv WHERE v > 0) AS u ON t.id = u.id;
-- | next integer | f boolean |
-- | 2            | true      |

-- All columns, and the file of each row.
SELECT count(*) AS n, count(DISTINCT "$path") AS files, max(v) AS v FROM corpus.typed_csv;
-- | n bigint | files bigint | v double |
-- | 2        | 1            | 2.5      |
