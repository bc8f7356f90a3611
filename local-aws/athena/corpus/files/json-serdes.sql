-- JSON files: the openx SerDe and Hive's. Expected: by hand from the files in data/.

-- The openx SerDe reads nested values, NULL and what is missing.
SELECT machine, installed, limits.high AS high, cardinality(sensors) AS sensors, tags['maker'] IS NULL AS x FROM machines WHERE machine = 'M1';
-- OK DML SELECT
-- | machine varchar | installed date | high double | sensors bigint | x boolean |
-- | M1              | 2019-03-01     | 12.0        | 2              | false     |

-- JSON null is NULL, of a struct too.
SELECT installed IS NULL AS no_date, limits IS NULL AS no_limits, limits.low IS NULL AS no_low FROM machines WHERE machine = 'M4';
-- | no_date boolean | no_limits boolean | no_low boolean |
-- | true            | true              | true           |

-- Keys that are no column names are mapped.
CREATE EXTERNAL TABLE mapped (ts string, part string, epoch bigint)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('mapping.ts' = 'time stamp', 'mapping.epoch' = 'ts.epoch')
LOCATION 's3://corpus/mapped-json/';
-- OK DDL CREATE_TABLE

-- The names' case does not matter.
SELECT ts, part, epoch FROM mapped ORDER BY part;
-- | ts varchar          | part varchar | epoch bigint |
-- | 2025-07-01 08:00:00 | P001         | 1751356800   |
-- | 2025-07-01 09:00:00 | P002         | 1751360400   |

-- Seconds since 1970 as a time.
SELECT part, CAST(from_unixtime(epoch) AS timestamp) = CAST(ts AS timestamp) AS same FROM mapped ORDER BY part;
-- | part varchar | same boolean |
-- | P001         | true         |
-- | P002         | true         |

-- dots.in.keys: a dot in a key is an underscore in the column's name.
CREATE EXTERNAL TABLE dotted (part string, ts_epoch bigint) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('dots.in.keys' = 'true') LOCATION 's3://corpus/mapped-json/';
-- OK DDL CREATE_TABLE

-- ts.epoch.
SELECT part, ts_epoch FROM dotted ORDER BY part;
-- | part varchar | ts_epoch bigint |
-- | P001         | 1751356800      |
-- | P002         | 1751360400      |

-- Names whose case matters.
CREATE EXTERNAL TABLE cased (part string) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('case.insensitive' = 'false', 'mapping.part' = 'Part') LOCATION 's3://corpus/mapped-json/';
-- OK DDL CREATE_TABLE

-- Mapped to the key as it is written.
SELECT part FROM cased ORDER BY part;
-- | part varchar |
-- | P001         |
-- | P002         |

-- Times in ISO 8601 are texts; functions make times of them.
CREATE EXTERNAL TABLE iso (part string, at string) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://corpus/iso-json/';
-- OK DDL CREATE_TABLE

-- With their zone.
SELECT part, from_iso8601_timestamp(at) AS at FROM iso ORDER BY part;
-- | part varchar | at timestamp with time zone |
-- | P001         | 2025-07-01 08:00:00.123 UTC |
-- | P002         | 2025-07-01 09:30:00.000 UTC |

-- A broken line makes the query fail …
CREATE EXTERNAL TABLE broken (part string, n int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://corpus/broken-json/';
-- OK DDL CREATE_TABLE

-- … with the file in the message.
SELECT * FROM broken;
-- FAILED HIVE_CURSOR_ERROR

-- … unless it is told to be ignored: then its columns are NULL.
CREATE EXTERNAL TABLE tolerant (part string, n int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true') LOCATION 's3://corpus/broken-json/';
-- OK DDL CREATE_TABLE

-- Three rows, one of them without values.
SELECT part, n FROM tolerant ORDER BY part;
-- | part varchar | n integer |
-- | P001         | 1         |
-- | P003         | 3         |
-- | NULL         | NULL      |

-- Hive's own JSON SerDe.
CREATE EXTERNAL TABLE scores (part string, score double, flags array<boolean>, box struct<w:int,h:int>)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe' LOCATION 's3://corpus/labels-hive-json/';
-- OK DDL CREATE_TABLE

-- What a line does not have is NULL, what the table does not have is left out.
SELECT part, score, flags, box FROM scores ORDER BY part;
-- | part varchar | score double | flags array   | box row    |
-- | P001         | 0.75         | [true, false] | {w=3, h=4} |
-- | P002         | NULL         | []            | NULL       |
-- | P003         | NULL         | NULL          | NULL       |

-- STORED AS JSON does not exist without a SerDe in older texts; Athena takes it as Hive's JSON.
SELECT part, box.w * box.h AS area FROM scores WHERE box IS NOT NULL;
-- | part varchar | area integer |
-- | P001         | 12           |

-- A whole line as one text, and JSON functions on it.
CREATE EXTERNAL TABLE lines_of_json (line string) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\001' LOCATION 's3://corpus/machines/';
-- OK DDL CREATE_TABLE

-- What the table's schema does not foresee is found all the same.
SELECT json_extract_scalar(line, '$.machine') AS machine, json_array_length(json_extract(line, '$.sensors')) AS n FROM lines_of_json ORDER BY 1;
-- | machine varchar | n bigint |
-- | M1              | 2        |
-- | M2              | 1        |
-- | M4              | 0        |
