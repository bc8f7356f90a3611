-- Windows: a value from other rows beside each row. Expected: by hand from data/readings and data/inspections.

-- Numbers of rows by group.
SELECT line, part, row_number() OVER (PARTITION BY line ORDER BY part) AS n FROM inspections WHERE day = '2025-07-02' ORDER BY part;
-- OK DML SELECT
-- | line varchar | part varchar | n bigint |
-- | L1           | P005         | 1        |
-- | L2           | P006         | 1        |
-- | L3           | P007         | 1        |
-- | L3           | P008         | 2        |

-- rank leaves gaps after ties, dense_rank does not.
SELECT v, rank() OVER (ORDER BY v) AS r, dense_rank() OVER (ORDER BY v) AS d, percent_rank() OVER (ORDER BY v) AS p, cume_dist() OVER (ORDER BY v) AS c FROM (VALUES 10, 20, 20, 30, 40) AS t (v) ORDER BY v;
-- | v integer | r bigint | d bigint | p double | c double |
-- | 10        | 1        | 1        | 0.0      | 0.2      |
-- | 20        | 2        | 2        | 0.25     | 0.6      |
-- | 20        | 2        | 2        | 0.25     | 0.6      |
-- | 30        | 4        | 3        | 0.75     | 0.8      |
-- | 40        | 5        | 4        | 1.0      | 1.0      |

-- lag and lead: the row before and the row after.
SELECT minute, temp - lag(temp) OVER (ORDER BY minute) AS change, lead(temp, 2, 0e0) OVER (ORDER BY minute) AS two_later FROM readings WHERE machine = 'M2' ORDER BY minute;
-- | minute integer | change double | two_later double |
-- | 0              | NULL          | 29.0             |
-- | 1              | -2.0          | 31.0             |
-- | 2              | 1.0           | 27.0             |
-- | 3              | 2.0           | 0.0              |
-- | 4              | -4.0          | 0.0              |

-- A running total: from the first row to this one.
SELECT minute, sum(temp) OVER (ORDER BY minute ROWS UNBOUNDED PRECEDING) AS so_far FROM readings WHERE machine = 'M2' ORDER BY minute;
-- | minute integer | so_far double |
-- | 0              | 30.0          |
-- | 1              | 58.0          |
-- | 2              | 87.0          |
-- | 3              | 118.0         |
-- | 4              | 145.0         |

-- A moving average of three.
SELECT minute, avg(temp) OVER (PARTITION BY machine ORDER BY minute ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS smooth FROM readings WHERE machine = 'M2' ORDER BY minute;
-- | minute integer | smooth double |
-- | 0              | 29.0          |
-- | 1              | 29.0          |
-- | 2              | ≈ 29.3333     |
-- | 3              | 29.0          |
-- | 4              | 29.0          |

-- RANGE takes rows by their value's distance, not by their number.
SELECT v, count(*) OVER (ORDER BY v RANGE BETWEEN 2 PRECEDING AND CURRENT ROW) AS near FROM (VALUES 1, 2, 4, 8, 9) AS t (v) ORDER BY v;
-- | v integer | near bigint |
-- | 1         | 1           |
-- | 2         | 2           |
-- | 4         | 2           |
-- | 8         | 1           |
-- | 9         | 2           |

-- GROUPS counts groups of ties.
SELECT v, sum(v) OVER (ORDER BY v GROUPS 1 PRECEDING) AS s FROM (VALUES 1, 1, 2, 5) AS t (v) ORDER BY v;
-- | v integer | s bigint |
-- | 1         | 2        |
-- | 1         | 2        |
-- | 2         | 4        |
-- | 5         | 7        |

-- first_value and last_value; without a frame the window ends at the current row.
SELECT minute, first_value(temp) OVER w AS first, last_value(temp) OVER w AS last FROM readings WHERE machine = 'M2' WINDOW w AS (ORDER BY minute ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) ORDER BY minute LIMIT 2;
-- | minute integer | first double | last double |
-- | 0              | 30.0         | 27.0        |
-- | 1              | 30.0         | 27.0        |

-- nth_value.
SELECT DISTINCT nth_value(temp, 3) OVER (PARTITION BY machine ORDER BY minute ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS third FROM readings ORDER BY 1;
-- | third double |
-- | 25.0         |
-- | 29.0         |

-- ntile: rows in four parts, as even as they get.
SELECT v, ntile(4) OVER (ORDER BY v) AS quarter FROM (VALUES 1, 2, 3, 4, 5, 6) AS t (v) ORDER BY v;
-- | v integer | quarter bigint |
-- | 1         | 1              |
-- | 2         | 1              |
-- | 3         | 2              |
-- | 4         | 2              |
-- | 5         | 3              |
-- | 6         | 4              |

-- The last value that is there: IGNORE NULLS.
SELECT m, last_value(v) IGNORE NULLS OVER (ORDER BY m) AS filled FROM (VALUES (1, 5), (2, NULL), (3, NULL), (4, 7)) AS t (m, v) ORDER BY m;
-- | m integer | filled integer |
-- | 1         | 5              |
-- | 2         | 5              |
-- | 3         | 5              |
-- | 4         | 7              |

-- The best row of each group: a window, then a condition around it.
SELECT line, part, area FROM (SELECT line, part, area, row_number() OVER (PARTITION BY line ORDER BY area DESC) AS n FROM inspections WHERE area IS NOT NULL) WHERE n = 1 ORDER BY line;
-- | line varchar | part varchar | area double |
-- | L1           | P002         | 12.25       |
-- | L2           | P006         | 9.5         |
-- | L3           | P008         | 22.75       |

-- A share of the whole.
SELECT line, count(*) AS n, round(100e0 * count(*) / sum(count(*)) OVER (), 1) AS percent FROM inspections GROUP BY line ORDER BY line;
-- | line varchar | n bigint | percent double |
-- | L1           | 5        | 41.7           |
-- | L2           | 4        | 33.3           |
-- | L3           | 3        | 25.0           |

-- Windows over the real plates, as DuckDB has them.
SELECT plate, pixels_areas, rank() OVER (ORDER BY pixels_areas DESC) AS place, sum(pixels_areas) OVER (ORDER BY plate ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) AS ten FROM steel ORDER BY plate LIMIT 50;
-- | plate bigint | pixels_areas bigint | place bigint | ten bigint |
-- duckdb: SELECT plate, pixels_areas, rank() OVER (ORDER BY pixels_areas DESC), sum(pixels_areas) OVER (ORDER BY plate ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) FROM steel ORDER BY plate LIMIT 50

-- A window in WHERE is refused.
SELECT part FROM inspections WHERE row_number() OVER (ORDER BY part) = 1;
-- FAILED EXPRESSION_NOT_SCALAR: line 1:
