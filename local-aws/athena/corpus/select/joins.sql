-- Joins. Expected: by hand from data/inspections (L1, L2, L3) and data/machines (M1 on L1, M2 on L2, M4 on L9).

-- Inner join: only what is on both sides.
SELECT i.part, m.machine FROM inspections i JOIN machines m ON i.line = m.line WHERE i.day = '2025-07-02' ORDER BY i.part;
-- OK DML SELECT
-- | part varchar | machine varchar |
-- | P005         | M1              |
-- | P006         | M2              |

-- LEFT JOIN keeps the left side.
SELECT i.part, m.machine FROM inspections i LEFT JOIN machines m ON i.line = m.line WHERE i.day = '2025-07-02' ORDER BY i.part;
-- | part varchar | machine varchar |
-- | P005         | M1              |
-- | P006         | M2              |
-- | P007         | NULL            |
-- | P008         | NULL            |

-- RIGHT JOIN keeps the right side.
SELECT m.machine, count(i.part) AS parts FROM inspections i RIGHT JOIN machines m ON i.line = m.line GROUP BY m.machine ORDER BY 1;
-- | machine varchar | parts bigint |
-- | M1              | 5            |
-- | M2              | 4            |
-- | M4              | 0            |

-- FULL JOIN keeps both.
SELECT coalesce(i.line, m.line) AS line, i.n, m.machine FROM (SELECT line, count(*) AS n FROM inspections GROUP BY line) i FULL OUTER JOIN machines m ON i.line = m.line ORDER BY 1;
-- | line varchar | n bigint | machine varchar |
-- | L1           | 5        | M1              |
-- | L2           | 4        | M2              |
-- | L3           | 3        | NULL            |
-- | L9           | NULL     | M4              |

-- USING gives the column once.
SELECT line, count(*) AS n FROM inspections JOIN machines USING (line) GROUP BY line ORDER BY line;
-- | line varchar | n bigint |
-- | L1           | 5        |
-- | L2           | 4        |

-- CROSS JOIN: every pair.
SELECT count(*) AS pairs FROM machines CROSS JOIN readings;
-- | pairs bigint |
-- | 39           |

-- The comma is a cross join too.
SELECT a, b FROM (VALUES 1, 2) AS t (a), (VALUES 'x', 'y') AS u (b) ORDER BY a, b;
-- | a integer | b varchar |
-- | 1         | x         |
-- | 1         | y         |
-- | 2         | x         |
-- | 2         | y         |

-- A join by a range: readings outside of their machine's limits.
SELECT r.machine, count(*) AS outside FROM readings r JOIN machines m ON r.machine = m.machine AND r.temp > m.limits.high * 2 GROUP BY r.machine ORDER BY 1;
-- | machine varchar | outside bigint |
-- | M1              | 3              |
-- | M2              | 5              |

-- A table joined with itself.
SELECT a.minute, b.temp - a.temp AS change FROM readings a JOIN readings b ON a.machine = b.machine AND b.minute = a.minute + 1 WHERE a.machine = 'M2' ORDER BY 1;
-- | minute integer | change double |
-- | 0              | -2.0          |
-- | 1              | 1.0           |
-- | 2              | 2.0           |
-- | 3              | -4.0          |

-- NULL joins nothing; IS NOT DISTINCT FROM does.
SELECT (SELECT count(*) FROM (VALUES 1, NULL) AS a (x) JOIN (VALUES 1, NULL) AS b (x) ON a.x = b.x) AS equal, (SELECT count(*) FROM (VALUES 1, NULL) AS a (x) JOIN (VALUES 1, NULL) AS b (x) ON a.x IS NOT DISTINCT FROM b.x) AS same;
-- | equal bigint | same bigint |
-- | 1            | 2           |

-- Rows that have no partner.
SELECT machine FROM machines m WHERE NOT EXISTS (SELECT 1 FROM inspections i WHERE i.line = m.line);
-- | machine varchar |
-- | M4              |

-- LATERAL: a subquery that sees the rows before it.
SELECT m.machine, top.part FROM machines m CROSS JOIN LATERAL (SELECT max(part) AS part FROM inspections i WHERE i.line = m.line) AS top ORDER BY 1;
-- | machine varchar | part varchar |
-- | M1              | P012         |
-- | M2              | P010         |
-- | M4              | NULL         |

-- A name that both sides have must say whose it is.
SELECT line FROM inspections i JOIN machines m ON i.line = m.line;
-- FAILED AMBIGUOUS_NAME: line 1:8: Column 'line' is ambiguous
