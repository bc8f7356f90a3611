-- The tables of the corpus, over the files in data/. Run first; their statements are queries of the corpus too.

-- A database.
CREATE DATABASE corpus COMMENT 'queries with their answers';
-- OK DDL CREATE_DATABASE

-- IF NOT EXISTS: nothing happens the second time.
CREATE DATABASE IF NOT EXISTS corpus;
-- OK DDL CREATE_DATABASE

-- Inspected parts: CSV without a header, a folder a day.
CREATE EXTERNAL TABLE IF NOT EXISTS inspections (
  part string COMMENT 'its number',
  line string,
  shift int,
  inspected_at timestamp,
  area double COMMENT 'mm2',
  weight decimal(8,3),
  ng boolean,
  note string)
COMMENT 'inspected parts'
PARTITIONED BY (day string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
LOCATION 's3://corpus/inspections/';
-- OK DDL CREATE_TABLE

-- Each folder day=… becomes a partition; Athena tells which.
MSCK REPAIR TABLE inspections;
-- has Partitions not in metastore:	inspections:day=2025-07-01	inspections:day=2025-07-02	inspections:day=2025-07-03
-- has Repair: Added partition to metastore inspections:day=2025-07-03

-- Machines: JSON with nested values, read by the openx SerDe.
CREATE EXTERNAL TABLE machines (
  machine string, line string, installed date,
  limits struct<low:double,high:double>, sensors array<string>, tags map<string,string>, serial bigint)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
LOCATION 's3://corpus/machines/';
-- OK DDL CREATE_TABLE

-- Readings: fields between tabs.
CREATE EXTERNAL TABLE readings (machine string, minute int, temp double)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
LOCATION 's3://corpus/readings/';
-- OK DDL CREATE_TABLE

-- The UCI steel plates as Parquet, 1,941 rows.
CREATE EXTERNAL TABLE steel (
  plate bigint, x_minimum bigint, x_maximum bigint, y_minimum bigint, y_maximum bigint, pixels_areas bigint,
  x_perimeter bigint, y_perimeter bigint, sum_of_luminosity bigint, minimum_of_luminosity bigint,
  maximum_of_luminosity bigint, length_of_conveyer bigint, typeofsteel_a300 bigint, typeofsteel_a400 bigint,
  steel_plate_thickness bigint, edges_index double, empty_index double, square_index double, outside_x_index double,
  edges_x_index double, edges_y_index double, outside_global_index double, logofareas double, log_x_index double,
  log_y_index double, orientation_index double, luminosity_index double, sigmoidofareas double, pastry_fault bigint,
  z_scratch_fault bigint, k_scatch_fault bigint, stains_fault bigint, dirtiness_fault bigint, bumps_fault bigint,
  other_faults bigint)
STORED AS PARQUET
LOCATION 's3://corpus/steel-parquet/';
-- OK DDL CREATE_TABLE

-- The same as CSV with a header: the first nine columns.
CREATE EXTERNAL TABLE steel_csv (
  x_minimum bigint, x_maximum bigint, y_minimum bigint, y_maximum bigint, pixels_areas bigint,
  x_perimeter bigint, y_perimeter bigint, sum_of_luminosity bigint, minimum_of_luminosity bigint)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
LOCATION 's3://corpus/steel/'
TBLPROPERTIES ('skip.header.line.count'='1');
-- OK DDL CREATE_TABLE
