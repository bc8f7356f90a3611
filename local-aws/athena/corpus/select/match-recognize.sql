-- MATCH_RECOGNIZE: patterns over rows. Expected: by hand from data/readings.

-- Where the temperature falls and then rises: a V.
SELECT machine, start_at, bottom, end_at FROM readings MATCH_RECOGNIZE (
  PARTITION BY machine ORDER BY minute
  MEASURES first(down.minute) AS start_at, last(down.temp) AS bottom, last(up.minute) AS end_at
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (down+ up+)
  DEFINE down AS temp < prev(temp), up AS temp > prev(temp)) ORDER BY machine, start_at;
-- OK DML SELECT
-- | machine varchar | start_at integer | bottom double | end_at integer |
-- | M1              | 3                | 21.0          | 7              |
-- | M2              | 1                | 28.0          | 3              |

-- Every row of a match, with its number and the variable that it met.
SELECT minute, temp, hit, label FROM readings MATCH_RECOGNIZE (
  PARTITION BY machine ORDER BY minute
  MEASURES match_number() AS hit, classifier() AS label
  ALL ROWS PER MATCH
  PATTERN (high low)
  DEFINE high AS temp >= 30, low AS temp < 30) WHERE machine = 'M2' ORDER BY minute;
-- | minute integer | temp double | hit bigint | label varchar |
-- | 0              | 30.0        | 1          | HIGH          |
-- | 1              | 28.0        | 1          | LOW           |
-- | 3              | 31.0        | 2          | HIGH          |
-- | 4              | 27.0        | 2          | LOW           |

-- Three rising readings in a row: the alarm of a drifting machine.
SELECT machine, first_minute, rise FROM readings MATCH_RECOGNIZE (
  PARTITION BY machine ORDER BY minute
  MEASURES first(up.minute) AS first_minute, last(up.temp) - first(start.temp) AS rise
  PATTERN (start up{3})
  DEFINE up AS temp > prev(temp));
-- | machine varchar | first_minute integer | rise double |
-- | M1              | 5                    | 9.0         |

-- A pattern that needs an end finds none.
SELECT count(*) AS n FROM readings MATCH_RECOGNIZE (
  PARTITION BY machine ORDER BY minute PATTERN (a{9}) DEFINE a AS temp > 0);
-- | n bigint |
-- | 0        |
