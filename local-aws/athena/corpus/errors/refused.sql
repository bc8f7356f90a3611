-- Statements of Trino or Hive that Athena does not have: StartQueryExecution refuses them.
-- Expected: from Athena's documentation of what it does not support.

-- Sessions are not the user's.
SET SESSION query_max_run_time = '1m';
-- REFUSED 

-- Nor shown.
SHOW SESSION;
-- REFUSED 

-- No USE: the database is in the request.
USE corpus;
-- REFUSED 

-- No transactions.
START TRANSACTION;
-- REFUSED 

-- No grants: Lake Formation and IAM have them.
GRANT SELECT ON readings TO USER someone;
-- REFUSED 

-- No procedures.
CALL system.create_empty_partition('corpus', 'readings', ARRAY['x'], ARRAY['1']);
-- REFUSED 

-- No roles.
CREATE ROLE engineer;
-- REFUSED 

-- No statistics by ANALYZE or SHOW STATS.
SHOW STATS FOR readings;
-- REFUSED 

-- No functions by SQL.
CREATE FUNCTION twice(x integer) RETURNS integer RETURN x * 2;
-- REFUSED 

-- No LOAD DATA.
LOAD DATA INPATH 's3://corpus/x/' INTO TABLE readings;
-- REFUSED 

-- No indexes.
CREATE INDEX i ON TABLE readings (machine) AS 'COMPACT';
-- REFUSED 

-- No TRUNCATE of Hive's.
LOCK TABLE readings SHARED;
-- REFUSED 
