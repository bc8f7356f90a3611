-- The catalog in SQL. Expected: by hand from tables.sql.

-- Columns of a table, in their order.
SELECT ordinal_position, column_name, data_type FROM information_schema.columns WHERE table_schema = 'corpus' AND table_name = 'machines' ORDER BY ordinal_position;
-- OK DML SELECT
-- | ordinal_position bigint | column_name varchar | data_type varchar            |
-- | 1                       | machine             | varchar                      |
-- | 2                       | line                | varchar                      |
-- | 3                       | installed           | date                         |
-- | 4                       | limits              | row(low double, high double) |
-- | 5                       | sensors             | array(varchar)               |
-- | 6                       | tags                | map(varchar, varchar)        |
-- | 7                       | serial              | bigint                       |

-- A table's kind.
SELECT table_catalog, table_schema, table_name, table_type FROM information_schema.tables WHERE table_schema = 'corpus' AND table_name = 'readings';
-- | table_catalog varchar | table_schema varchar | table_name varchar | table_type varchar |
-- | awsdatacatalog        | corpus               | readings           | BASE TABLE         |

-- Databases.
SELECT count(*) AS n FROM information_schema.schemata WHERE schema_name = 'corpus';
-- | n bigint |
-- | 1        |

-- The partition column is marked.
SELECT column_name FROM information_schema.columns WHERE table_schema = 'corpus' AND table_name = 'inspections' AND extra_info = 'partition key';
-- | column_name varchar |
-- | day                 |

-- A condition that finds nothing.
SELECT table_name FROM information_schema.tables WHERE table_schema = 'nowhere';
-- | table_name varchar |

-- The catalog may be named.
SELECT count(*) AS n FROM awsdatacatalog.corpus.readings;
-- | n bigint |
-- | 13       |

-- In quotes too; names are not case-sensitive.
SELECT count(*) AS n FROM "AwsDataCatalog"."corpus"."READINGS";
-- | n bigint |
-- | 13       |
