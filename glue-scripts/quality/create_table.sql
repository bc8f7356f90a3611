CREATE EXTERNAL TABLE IF NOT EXISTS quality_lab.quality_diagnosis_result (
  part_id string COMMENT 'Row of the source file',
  inspected_at timestamp COMMENT 'Clock of the plant',
  inspection_date date,
  line string COMMENT 'L1 to L4',
  steel_type string COMMENT 'A300 or A400',
  thickness_mm double COMMENT 'mm',
  fault_type string,
  judgement string COMMENT 'OK or NG',
  ng_reason string COMMENT 'NULL where OK',
  severity string COMMENT 'minor, major or critical; NULL where OK',
  pixels_areas bigint COMMENT 'Area of the fault in px',
  length_mm double COMMENT 'Longer side of the ROI in mm',
  roi_x bigint COMMENT 'px',
  roi_y bigint COMMENT 'px',
  roi_width bigint COMMENT 'px',
  roi_height bigint COMMENT 'px',
  roi_area bigint COMMENT 'px',
  roi_aspect double COMMENT 'Width by height',
  log_of_areas_norm double COMMENT '0 to 1',
  luminosity_index_norm double COMMENT '0 to 1',
  edges_index_norm double COMMENT '0 to 1',
  empty_index_norm double COMMENT '0 to 1',
  square_index_norm double COMMENT '0 to 1',
  orientation_index_norm double COMMENT '0 to 1',
  line_date_parts bigint COMMENT 'Parts of the same line and date',
  line_date_ng bigint COMMENT 'NG parts of the same line and date',
  line_date_ng_ratio double COMMENT '0 to 1',
  line_date_out_of_control boolean COMMENT 'From the p-chart'
)
STORED AS PARQUET
LOCATION 's3://${BUCKET}/processed/report_20250712.parquet/'
TBLPROPERTIES ('classification' = 'parquet')
