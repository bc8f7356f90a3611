-- Approximate aggregates. Expected: by hand (the estimates are exact on few values) and by DuckDB.

-- approx_distinct counts few values exactly.
SELECT approx_distinct(line) AS lines FROM inspections;
-- OK DML SELECT
-- | lines bigint |
-- | 3            |

-- approx_percentile of one share: the median of an odd number of values.
SELECT approx_percentile(temp, 0.5) AS median FROM readings WHERE machine = 'M2';
-- | median double |
-- | 29.0          |

-- approx_percentile of several shares at once gives an array.
SELECT approx_percentile(minute, ARRAY[0.0, 1.0]) AS ends FROM readings;
-- | ends array |
-- | [0, 7]     |

-- Weights: a value counts as often as its weight says.
SELECT approx_percentile(v, w, 0.9) AS weighted FROM (VALUES (1, 1), (9, 50)) AS t (v, w);
-- | weighted bigint |
-- | 9               |

-- approx_most_frequent: the most frequent values with their counts.
SELECT approx_most_frequent(2, line, 10)['L1'] AS most FROM inspections;
-- | most bigint |
-- | 5           |

-- The median of 1,941 areas is near DuckDB's exact one.
SELECT abs(approx_percentile(pixels_areas, 0.5) - 174) <= 3 AS near FROM steel;
-- | near boolean |
-- | true         |
-- duckdb: SELECT abs(median(pixels_areas) - 174) <= 3 FROM steel

-- numeric_histogram with more buckets than values keeps each value.
SELECT numeric_histogram(5, v) AS buckets FROM (VALUES 1.0, 2.0, 2.0) AS t (v);
-- | buckets map        |
-- | {1.0=1.0, 2.0=2.0} |

-- An aggregate inside an aggregate is refused.
SELECT cardinality(merge(CAST(CAST(approx_set(line) AS varbinary) AS hyperloglog))) AS lines FROM inspections;
-- FAILED NESTED_AGGREGATION: line 1:

-- Merging the sketches of the days counts the lines of all days.
SELECT cardinality(merge(lines)) AS lines FROM (SELECT approx_set(line) AS lines FROM inspections GROUP BY day);
-- | lines bigint |
-- | 3            |

-- T-digests answer any share later.
SELECT value_at_quantile(tdigest_agg(temp), 0.5) AS median FROM readings WHERE machine = 'M2';
-- | median double |
-- | 29.0          |
