-- Subqueries, WITH, sets, limits. Expected: by hand.

-- IN with a subquery.
SELECT part FROM inspections WHERE line IN (SELECT line FROM machines WHERE machine = 'M2') ORDER BY part;
-- OK DML SELECT
-- | part varchar |
-- | P003         |
-- | P004         |
-- | P006         |
-- | P010         |

-- NOT IN finds nothing where the list has a NULL.
SELECT count(*) AS n FROM inspections WHERE line NOT IN (SELECT x FROM (VALUES 'L1', NULL) AS t (x));
-- | n bigint |
-- | 0        |

-- A subquery as a value.
SELECT part FROM inspections WHERE area = (SELECT max(area) FROM inspections);
-- | part varchar |
-- | P008         |

-- A correlated subquery: larger than the average of its own line.
SELECT part FROM inspections i WHERE area > (SELECT avg(area) FROM inspections j WHERE j.line = i.line) ORDER BY part;
-- | part varchar |
-- | P002         |
-- | P005         |
-- | P006         |
-- | P008         |

-- A correlated EXISTS.
SELECT machine FROM machines m WHERE EXISTS (SELECT 1 FROM inspections i WHERE i.line = m.line AND i.ng AND i.shift = 2);
-- | machine varchar |
-- | M2              |

-- A correlated count in the list.
SELECT machine, (SELECT count(*) FROM inspections i WHERE i.line = m.line AND i.ng) AS ng FROM machines m ORDER BY machine;
-- | machine varchar | ng bigint |
-- | M1              | 2         |
-- | M2              | 2         |
-- | M4              | 0         |

-- ALL and ANY.
SELECT 5 > ALL (VALUES 1, 4) AS above_all, 5 < ANY (VALUES 1, 9) AS below_one;
-- | above_all boolean | below_one boolean |
-- | true              | true              |

-- A subquery that gives more than one row is no value.
SELECT (SELECT part FROM inspections) AS part;
-- FAILED SUBQUERY_MULTIPLE_ROWS: Scalar sub-query has returned multiple rows

-- WITH names subqueries, one building on the other.
WITH by_line AS (SELECT line, avg(area) AS mean FROM inspections GROUP BY line), ranked AS (SELECT line, rank() OVER (ORDER BY mean DESC) AS place FROM by_line) SELECT line, place FROM ranked ORDER BY place;
-- | line varchar | place bigint |
-- | L3           | 1            |
-- | L1           | 2            |
-- | L2           | 3            |

-- WITH RECURSIVE counts.
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 4) SELECT sum(n) AS total FROM t;
-- | total bigint |
-- | 10           |

-- UNION takes duplicates away, UNION ALL keeps them.
SELECT (SELECT count(*) FROM (SELECT 1 AS x UNION SELECT 1)) AS once, (SELECT count(*) FROM (SELECT 1 AS x UNION ALL SELECT 1)) AS twice;
-- | once bigint | twice bigint |
-- | 1           | 2            |

-- INTERSECT: lines that have machines and parts.
SELECT line FROM inspections INTERSECT SELECT line FROM machines ORDER BY line;
-- | line varchar |
-- | L1           |
-- | L2           |

-- EXCEPT: lines with machines but no parts.
SELECT line FROM machines EXCEPT SELECT line FROM inspections;
-- | line varchar |
-- | L9           |

-- EXCEPT ALL takes away as many as there are.
SELECT x FROM (VALUES 1, 1, 2) AS t (x) EXCEPT ALL SELECT 1;
-- any order
-- | x integer |
-- | 1         |
-- | 2         |

-- VALUES is a table.
VALUES (1, 'a'), (2, 'b');
-- OK DML SELECT
-- | _col0 integer | _col1 varchar |
-- | 1             | a             |
-- | 2             | b             |

-- TABLE is short for SELECT *.
TABLE readings;
-- any order
-- | machine varchar | minute integer | temp double |
-- duckdb: SELECT * FROM readings

-- LIMIT and OFFSET: Athena writes OFFSET first.
SELECT part FROM inspections ORDER BY part OFFSET 10 LIMIT 5;
-- | part varchar |
-- | P011         |
-- | P012         |

-- LIMIT 0 gives the columns and no row.
SELECT part, area FROM inspections LIMIT 0;
-- | part varchar | area double |

-- LIMIT ALL is no limit.
SELECT count(*) AS n FROM (SELECT part FROM inspections LIMIT ALL);
-- | n bigint |
-- | 12       |

-- FETCH FIRST WITH TIES takes the ties of the last row too.
SELECT v FROM (VALUES 3, 1, 2, 2) AS t (v) ORDER BY v FETCH FIRST 2 ROWS WITH TIES;
-- | v integer |
-- | 1         |
-- | 2         |
-- | 2         |

-- NULLs come last both ways, unless it is said.
SELECT part FROM inspections WHERE day = '2025-07-01' ORDER BY area DESC NULLS FIRST;
-- | part varchar |
-- | P004         |
-- | P002         |
-- | P001         |
-- | P003         |

-- TABLESAMPLE of everything is everything, of nothing nothing.
SELECT (SELECT count(*) FROM steel TABLESAMPLE BERNOULLI (100)) AS everything, (SELECT count(*) FROM steel TABLESAMPLE SYSTEM (0)) AS nothing;
-- | everything bigint | nothing bigint |
-- | 1941              | 0              |

-- UNNEST in FROM turns an array into rows.
SELECT machine, sensor FROM machines CROSS JOIN UNNEST(sensors) AS t (sensor) ORDER BY machine, sensor;
-- | machine varchar | sensor varchar |
-- | M1              | load           |
-- | M1              | temp           |
-- | M2              | temp           |

-- SELECT without FROM; names with blanks or in Korean.
SELECT 1 AS "part number", '불량' AS "판정";
-- | part number integer | 판정 varchar |
-- | 1                   | 불량         |

-- An expression without a name is _col and its place.
SELECT 1, 'a' AS x, 2 + 3;
-- | _col0 integer | x varchar | _col2 integer |
-- | 1             | a         | 5             |

-- SELECT t.* beside an expression.
SELECT r.*, temp * 2 AS double_temp FROM readings r WHERE machine = 'M1' AND minute = 0;
-- | machine varchar | minute integer | temp double | double_temp double |
-- | M1              | 0              | 20.0        | 40.0               |
