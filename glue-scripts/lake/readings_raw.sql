CREATE EXTERNAL TABLE IF NOT EXISTS readings_raw (
  reading_at timestamp,
  plant string,
  machine string,
  life int,
  cycle int,
  setting_1 double, setting_2 double, setting_3 double,
  sensor_01 double, sensor_02 double, sensor_03 double, sensor_04 double, sensor_05 double, sensor_06 double,
  sensor_07 double, sensor_08 double, sensor_09 double, sensor_10 double, sensor_11 double, sensor_12 double,
  sensor_13 double, sensor_14 double, sensor_15 double, sensor_16 double, sensor_17 double, sensor_18 double,
  sensor_19 double, sensor_20 double, sensor_21 double
)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
LOCATION 's3://${BUCKET}/raw/readings/'
TBLPROPERTIES ('skip.header.line.count' = '1')
