-- Dates, times, zones, intervals. Expected: by hand and from the examples of Athena's and Trino's documentation.

-- A date, a timestamp, a time: Athena shows a timestamp's milliseconds.
SELECT DATE '2025-07-12' AS d, TIMESTAMP '2025-07-12 10:20:30.456' AS t;
-- OK DML SELECT
-- | d date     | t timestamp             |
-- | 2025-07-12 | 2025-07-12 10:20:30.456 |

-- A timestamp of a CSV file.
SELECT inspected_at, CAST(inspected_at AS date) AS day FROM inspections WHERE part = 'P004';
-- | inspected_at timestamp  | day date   |
-- | 2025-07-01 17:45:30.000 | 2025-07-01 |

-- A timestamp with a time zone.
SELECT TIMESTAMP '2012-10-31 01:00:00.000 America/New_York' AS t;
-- | t timestamp with time zone               |
-- | 2012-10-31 01:00:00.000 America/New_York |

-- AT TIME ZONE shows the same instant elsewhere.
SELECT TIMESTAMP '2012-10-31 01:00:00.000 UTC' AT TIME ZONE 'America/Los_Angeles' AS t;
-- | t timestamp with time zone                  |
-- | 2012-10-30 18:00:00.000 America/Los_Angeles |

-- Seoul is nine hours ahead.
SELECT format_datetime(at_timezone(TIMESTAMP '2025-07-12 20:00:00.000 UTC', 'Asia/Seoul'), 'yyyy-MM-dd HH:mm') AS seoul;
-- | seoul varchar    |
-- | 2025-07-13 05:00 |

-- The session's zone is UTC.
SELECT current_timezone() AS zone;
-- | zone varchar |
-- | UTC          |

-- date_trunc.
SELECT date_trunc('hour', TIMESTAMP '2001-08-22 03:04:05.321') AS h, date_trunc('month', DATE '2001-08-22') AS m, date_trunc('quarter', DATE '2001-08-22') AS q, date_trunc('week', DATE '2001-08-22') AS w, date_trunc('year', DATE '2001-08-22') AS y;
-- | h timestamp             | m date     | q date     | w date     | y date     |
-- | 2001-08-22 03:00:00.000 | 2001-08-01 | 2001-07-01 | 2001-08-20 | 2001-01-01 |

-- date_add, also with a negative number.
SELECT date_add('day', 3, DATE '2025-02-27') AS d, date_add('month', -1, DATE '2025-03-31') AS m, date_add('hour', 5, TIMESTAMP '2025-12-31 22:00:00.000') AS h;
-- | d date     | m date     | h timestamp             |
-- | 2025-03-02 | 2025-02-28 | 2026-01-01 03:00:00.000 |

-- date_diff counts whole units from the first to the second.
SELECT date_diff('day', DATE '2020-03-01', DATE '2020-03-02') AS d, date_diff('second', TIMESTAMP '2020-03-01 00:00:00.000', TIMESTAMP '2020-03-02 00:00:00.000') AS s, date_diff('month', DATE '2025-01-15', DATE '2025-02-14') AS m, date_diff('year', DATE '2025-07-12', DATE '2023-07-12') AS y;
-- | d bigint | s bigint | m bigint | y bigint |
-- | 1        | 86400    | 0        | -2       |

-- INTERVAL arithmetic.
SELECT DATE '2012-08-08' + INTERVAL '2' DAY AS d, TIMESTAMP '2012-08-08 01:00:00.000' - INTERVAL '3' HOUR AS t, DATE '2012-10-31' + INTERVAL '1' MONTH AS m;
-- | d date     | t timestamp             | m date     |
-- | 2012-08-10 | 2012-08-07 22:00:00.000 | 2012-11-30 |

-- The difference of two timestamps is an interval.
SELECT TIMESTAMP '2025-07-03 12:30:00.000' - TIMESTAMP '2025-07-01 10:00:00.000' AS between_them, INTERVAL '2' DAY AS days, INTERVAL '14' MONTH AS months;
-- | between_them interval day to second | days interval day to second | months interval year to month |
-- | 2 02:30:00.000                      | 2 00:00:00.000              | 1-2                           |

-- Parts of a date.
SELECT year(d) AS y, month(d) AS m, day(d) AS d, day_of_week(d) AS dow, day_of_year(d) AS doy, week(d) AS w, quarter(d) AS q, last_day_of_month(d) AS last FROM (VALUES DATE '2025-07-12') AS t (d);
-- | y bigint | m bigint | d bigint | dow bigint | doy bigint | w bigint | q bigint | last date  |
-- | 2025     | 7        | 12       | 6          | 193        | 28       | 3        | 2025-07-31 |

-- EXTRACT.
SELECT EXTRACT(YEAR FROM TIMESTAMP '2025-07-12 10:20:30.456') AS y, EXTRACT(HOUR FROM TIMESTAMP '2025-07-12 10:20:30.456') AS h, millisecond(TIMESTAMP '2025-07-12 10:20:30.456') AS ms;
-- | y bigint | h bigint | ms bigint |
-- | 2025     | 10       | 456       |

-- from_unixtime and to_unixtime.
SELECT from_unixtime(1751356800) AS t, to_unixtime(TIMESTAMP '2025-07-01 08:00:00.000 UTC') AS s;
-- | t timestamp with time zone  | s double    |
-- | 2025-07-01 08:00:00.000 UTC | 1.7513568E9 |

-- Milliseconds since 1970, as machines send them.
SELECT date_format(from_unixtime(1751356800123 / 1000e0), '%Y-%m-%d %H:%i:%s.%f') AS t;
-- | t varchar                  |
-- | 2025-07-01 08:00:00.123000 |

-- ISO 8601.
SELECT from_iso8601_timestamp('2025-07-12T10:20:30.5+09:00') AS t, from_iso8601_date('2025-07-12') AS d, from_iso8601_date('2025-W28-6') AS w, to_iso8601(DATE '2025-07-12') AS text;
-- | t timestamp with time zone     | d date     | w date     | text varchar |
-- | 2025-07-12 10:20:30.500 +09:00 | 2025-07-12 | 2025-07-12 | 2025-07-12   |

-- An instant without a zone is UTC.
SELECT from_iso8601_timestamp('2025-07-12T10:20:30Z') AS t;
-- | t timestamp with time zone  |
-- | 2025-07-12 10:20:30.000 UTC |

-- date_parse: MySQL's patterns.
SELECT date_parse('12/07/2025 08:30:15', '%d/%m/%Y %H:%i:%s') AS t, date_parse('2025-07', '%Y-%m') AS m;
-- | t timestamp             | m timestamp             |
-- | 2025-07-12 08:30:15.000 | 2025-07-01 00:00:00.000 |

-- date_format: MySQL's patterns.
SELECT date_format(TIMESTAMP '2022-10-20 05:10:00.000', '%m-%d-%Y %H') AS a, date_format(DATE '2025-07-12', '%W %e %M %Y') AS b, date_format(DATE '2025-07-12', '%j') AS c;
-- | a varchar     | b varchar             | c varchar |
-- | 10-20-2022 05 | Saturday 12 July 2025 | 193       |

-- parse_datetime and format_datetime: Java's patterns.
SELECT parse_datetime('2025-07-12-08:30', 'yyyy-MM-dd-HH:mm') AS t, format_datetime(TIMESTAMP '2025-07-12 08:30:00.000', 'dd.MM.yyyy HH:mm') AS text;
-- | t timestamp with time zone  | text varchar     |
-- | 2025-07-12 08:30:00.000 UTC | 12.07.2025 08:30 |

-- human_readable_seconds and parse_duration.
SELECT human_readable_seconds(3762) AS text, parse_duration('42.8ms') AS d;
-- | text varchar               | d interval day to second |
-- | 1 hour, 2 minutes, 42 seconds | 0 00:00:00.043        |

-- A text becomes a date by a cast or by date().
SELECT CAST('2025-07-12' AS date) AS a, date('2025-07-12') AS b, CAST('2025-07-12 01:02:03.004' AS timestamp) AS c;
-- | a date     | b date     | c timestamp             |
-- | 2025-07-12 | 2025-07-12 | 2025-07-12 01:02:03.004 |

-- A day that does not exist.
SELECT CAST('2025-02-30' AS date) AS d;
-- FAILED INVALID_CAST_ARGUMENT: Value cannot be cast to date: 2025-02-30

-- TRY makes NULL of it.
SELECT TRY(CAST('2025-02-30' AS date)) AS d, TRY(date_parse('x', '%Y')) AS p;
-- | d date | p timestamp |
-- | NULL   | NULL        |

-- A text in the wrong pattern.
SELECT date_parse('2025-07-12', '%d/%m/%Y') AS d;
-- FAILED INVALID_FUNCTION_ARGUMENT: Invalid format: "2025-07-12"

-- A series of days.
SELECT CAST(d AS varchar) AS day FROM UNNEST(sequence(DATE '2025-06-29', DATE '2025-07-02', INTERVAL '1' DAY)) AS t (d) ORDER BY 1;
-- | day varchar |
-- | 2025-06-29  |
-- | 2025-06-30  |
-- | 2025-07-01  |
-- | 2025-07-02  |

-- Every day of a month, parts or not: a calendar joined to the data.
SELECT CAST(d AS varchar) AS day, count(part) AS parts FROM UNNEST(sequence(DATE '2025-07-02', DATE '2025-07-04')) AS t (d) LEFT JOIN inspections ON day = CAST(d AS varchar) GROUP BY 1 ORDER BY 1;
-- | day varchar | parts bigint |
-- | 2025-07-02  | 4            |
-- | 2025-07-03  | 4            |
-- | 2025-07-04  | 0            |

-- Parts an hour.
SELECT date_trunc('hour', inspected_at) AS hour, count(*) AS n FROM inspections WHERE day = '2025-07-03' GROUP BY 1 ORDER BY 1;
-- | hour timestamp          | n bigint |
-- | 2025-07-03 08:00:00.000 | 2        |
-- | 2025-07-03 16:00:00.000 | 1        |
-- | 2025-07-03 23:00:00.000 | 1        |

-- A date and a text do not compare.
SELECT count(*) AS n FROM inspections WHERE inspected_at > '2025-07-02';
-- FAILED TYPE_MISMATCH: line 1:58: Cannot apply operator: timestamp(3) < varchar(10)

-- Compared with a date literal they do.
SELECT count(*) AS n FROM inspections WHERE inspected_at >= DATE '2025-07-02';
-- | n bigint |
-- | 8        |

-- BETWEEN includes both ends.
SELECT count(*) AS n FROM inspections WHERE inspected_at BETWEEN TIMESTAMP '2025-07-01 08:30:00' AND TIMESTAMP '2025-07-01 16:10:00';
-- | n bigint |
-- | 2        |

-- The time of day.
SELECT CAST(inspected_at AS time) < TIME '16:00:00' AS early, count(*) AS n FROM inspections GROUP BY 1 ORDER BY 1;
-- | early boolean | n bigint |
-- | false         | 4        |
-- | true          | 8        |

-- current_date and now() agree.
SELECT CAST(now() AS date) = current_date AS same_day, typeof(current_timestamp) AS type;
-- | same_day boolean | type varchar                |
-- | true             | timestamp(3) with time zone |
