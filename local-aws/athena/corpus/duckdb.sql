-- The same files, as DuckDB reads them. s3://corpus/ stands for data/, and its steel.csv for that of datasets/.
CREATE VIEW inspections AS
SELECT part, line, CAST(shift AS integer) AS shift, CAST(inspected_at AS timestamp) AS inspected_at,
  CAST(nullif(area, '') AS double) AS area, CAST(weight AS decimal(8, 3)) AS weight, CAST(ng AS boolean) AS ng, note,
  CAST(day AS varchar) AS day
FROM read_csv('s3://corpus/inspections/*/*.csv', header = false, nullstr = '\N', all_varchar = true, hive_partitioning = true,
  hive_types_autocast = false, names = ['part', 'line', 'shift', 'inspected_at', 'area', 'weight', 'ng', 'note']);

CREATE VIEW readings AS
SELECT * FROM read_csv('s3://corpus/readings/*.csv', delim = '\t', header = false,
  columns = {'machine': 'varchar', 'minute': 'integer', 'temp': 'double'});

CREATE VIEW steel AS
SELECT row_number() OVER () AS plate, * FROM read_csv('s3://corpus/steel/steel.csv', header = true);
