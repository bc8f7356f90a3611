-- Counting, summing, grouping. Expected: by hand from the twelve lines of data/inspections.

-- count(*) counts rows, count(x) only those that have a value.
SELECT count(*) AS parts, count(area) AS with_area FROM inspections;
-- OK DML SELECT
-- | parts bigint | with_area bigint |
-- | 12           | 10               |

-- One row a group; a number's sum keeps its kind.
SELECT line, count(*) AS parts, sum(shift) AS shifts, sum(area) AS area FROM inspections GROUP BY line ORDER BY line;
-- | line varchar | parts bigint | shifts bigint | area double |
-- | L1           | 5            | 6             | 43.75       |
-- | L2           | 4            | 6             | 26.0        |
-- | L3           | 3            | 6             | 63.75       |

-- What the README shows.
SELECT line, count_if(ng) AS ng, avg(area) AS area FROM inspections WHERE day < '2025-07-03' GROUP BY line ORDER BY line;
-- | line varchar | ng bigint | area double |
-- | L1           | 1         | 11.25       |
-- | L2           | 2         | 8.75        |
-- | L3           | 1         | ≈ 21.38     |

-- The sum of a decimal is a decimal of 38 digits; the average keeps the column's own type.
SELECT sum(weight) AS total, avg(weight) AS mean FROM inspections WHERE line = 'L1';
-- | total decimal(38,3) | mean decimal(8,3) |
-- | 6.350               | 1.270             |

-- The average of whole numbers is a double.
SELECT avg(shift) AS mean FROM inspections;
-- | mean double |
-- | 1.5         |

-- min and max of numbers, texts and times.
SELECT min(area) AS small, max(part) AS last, max(inspected_at) AS latest FROM inspections;
-- | small double | last varchar | latest timestamp        |
-- | 8.0          | P012         | 2025-07-03 23:59:59.000 |

-- Of no rows the count is 0 and the sum is NULL.
SELECT count(*) AS n, sum(area) AS total FROM inspections WHERE line = 'L7';
-- | n bigint | total double |
-- | 0        | NULL         |

-- Without rows there is no group.
SELECT line, count(*) AS n FROM inspections WHERE line = 'L7' GROUP BY line;
-- | line varchar | n bigint |

-- count_if counts the rows that meet a condition: the NG parts.
SELECT line, count_if(ng) AS ng FROM inspections GROUP BY 1 ORDER BY 1;
-- | line varchar | ng bigint |
-- | L1           | 2         |
-- | L2           | 2         |
-- | L3           | 2         |

-- FILTER restricts one aggregate and leaves the others alone.
SELECT count(*) AS parts, count(*) FILTER (WHERE ng) AS ng, max(area) FILTER (WHERE NOT ng) AS largest_ok FROM inspections;
-- | parts bigint | ng bigint | largest_ok double |
-- | 12           | 6         | 20.0              |

-- HAVING keeps groups.
SELECT line FROM inspections GROUP BY line HAVING count(*) > 3 ORDER BY line DESC;
-- | line varchar |
-- | L2           |
-- | L1           |

-- Distinct values.
SELECT DISTINCT line, ng FROM inspections ORDER BY line, ng;
-- | line varchar | ng boolean |
-- | L1           | false      |
-- | L1           | true       |
-- | L2           | false      |
-- | L2           | true       |
-- | L3           | false      |
-- | L3           | true       |

-- An aggregate over distinct values.
SELECT count(DISTINCT line) AS lines, sum(DISTINCT shift) AS shifts FROM inspections;
-- | lines bigint | shifts bigint |
-- | 3            | 3             |

-- GROUPING SETS: several groupings in one pass.
SELECT line, shift, count(*) AS n FROM inspections GROUP BY GROUPING SETS ((line), (shift), ()) ORDER BY line, shift;
-- | line varchar | shift integer | n bigint |
-- | L1           | NULL          | 5        |
-- | L2           | NULL          | 4        |
-- | L3           | NULL          | 3        |
-- | NULL         | 1             | 6        |
-- | NULL         | 2             | 6        |
-- | NULL         | NULL          | 12       |

-- ROLLUP: groups, then subtotals, then the total. grouping() tells which columns are rolled up.
SELECT line, ng, count(*) AS n, grouping(line, ng) AS level FROM inspections WHERE line <> 'L3' GROUP BY ROLLUP (line, ng) ORDER BY level, line, ng;
-- | line varchar | ng boolean | n bigint | level integer |
-- | L1           | false      | 3        | 0             |
-- | L1           | true       | 2        | 0             |
-- | L2           | false      | 2        | 0             |
-- | L2           | true       | 2        | 0             |
-- | L1           | NULL       | 5        | 1             |
-- | L2           | NULL       | 4        | 1             |
-- | NULL         | NULL       | 9        | 3             |

-- CUBE: every combination.
SELECT a, b, sum(n) AS n FROM (VALUES ('x', 'p', 1), ('x', 'q', 2), ('y', 'p', 4)) AS t (a, b, n) GROUP BY CUBE (a, b) ORDER BY a, b;
-- | a varchar | b varchar | n bigint |
-- | x         | p         | 1        |
-- | x         | q         | 2        |
-- | x         | NULL      | 3        |
-- | y         | p         | 4        |
-- | y         | NULL      | 4        |
-- | NULL      | p         | 5        |
-- | NULL      | q         | 2        |
-- | NULL      | NULL      | 7        |

-- max_by: the value in the row where another value is greatest.
SELECT line, max_by(part, area) AS largest, min_by(part, area) AS smallest FROM inspections GROUP BY line ORDER BY line;
-- | line varchar | largest varchar | smallest varchar |
-- | L1           | P002            | P009             |
-- | L2           | P006            | P003             |
-- | L3           | P008            | P007             |

-- max_by with a count gives the greatest few.
SELECT max_by(part, area, 2) AS top FROM inspections;
-- | top array    |
-- | [P008, P011] |

-- max and min with a count.
SELECT max(area, 3) AS largest, min(area, 2) AS smallest FROM inspections;
-- | largest array       | smallest array |
-- | [22.75, 21.0, 20.0] | [8.0, 8.5]     |

-- array_agg keeps NULL, and the order that is asked for.
SELECT array_agg(note ORDER BY part) AS notes FROM inspections WHERE line = 'L2';
-- | notes array             |
-- | [, 긁힘, stain, null] |

-- array_agg of distinct values.
SELECT array_agg(DISTINCT shift ORDER BY shift DESC) AS shifts FROM inspections;
-- | shifts array |
-- | [2, 1]       |

-- listagg joins texts.
SELECT listagg(part, ', ') WITHIN GROUP (ORDER BY part) AS parts FROM inspections WHERE day = '2025-07-02';
-- | parts varchar          |
-- | P005, P006, P007, P008 |

-- listagg that would grow too long is cut, and says how much is missing.
SELECT listagg(v, ',' ON OVERFLOW TRUNCATE '…' WITH COUNT) WITHIN GROUP (ORDER BY v) AS all_values FROM (VALUES 'a', 'b', 'c') AS t (v);
-- | all_values varchar |
-- | a,b,c              |

-- listagg by group with FILTER.
SELECT line, listagg(part, '/') WITHIN GROUP (ORDER BY part) FILTER (WHERE ng) AS ng FROM inspections GROUP BY line ORDER BY line;
-- | line varchar | ng varchar |
-- | L1           | P002/P009  |
-- | L2           | P004/P006  |
-- | L3           | P008/P011  |

-- map_agg makes a map of two columns; it shows in the order of Java's HashMap.
SELECT map_agg(part, shift) AS shifts FROM inspections WHERE part IN ('P001', 'P003', 'P002');
-- | shifts map                 |
-- | {P001=1, P003=2, P002=1} |

-- histogram counts values.
SELECT histogram(ng) AS verdicts, histogram(line) AS lines FROM inspections;
-- | verdicts map      | lines map          |
-- | {false=6, true=6} | {L1=5, L2=4, L3=3} |

-- multimap_agg keeps all values of a key.
SELECT multimap_agg(k, v) AS m FROM (VALUES ('a', 1), ('a', 2)) AS t (k, v);
-- | m map      |
-- | {a=[1, 2]} |

-- every and bool_or; arbitrary and any_value take a value.
SELECT every(area > 5) AS all_large, bool_or(ng) AS some_ng, bool_and(ng) AS all_ng, any_value(line) AS line FROM inspections WHERE line = 'L3';
-- | all_large boolean | some_ng boolean | all_ng boolean | line varchar |
-- | true              | true            | false          | L3           |

-- Variance and standard deviation: of a sample, and of all there is.
SELECT var_samp(v) AS s2, var_pop(v) AS p2, stddev(v) AS s, stddev_pop(v) AS p FROM (VALUES 2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0) AS t (v);
-- | s2 double | p2 double | s double  | p double |
-- | ≈ 4.57143 | 4.0       | ≈ 2.13809 | 2.0      |

-- Correlation and a straight line through points on y = 2x + 1.
SELECT corr(y, x) AS r, regr_slope(y, x) AS slope, regr_intercept(y, x) AS intercept FROM (VALUES (1.0, 3.0), (2.0, 5.0), (3.0, 7.0)) AS t (x, y);
-- | r double | slope double | intercept double |
-- | ≈ 1.0000 | ≈ 2.0000     | ≈ 1.0000         |

-- The geometric mean.
SELECT geometric_mean(v) AS g FROM (VALUES 1.0, 4.0, 16.0) AS t (v);
-- | g double |
-- | ≈ 4.0000 |

-- Skewness of what is symmetrical is 0.
SELECT skewness(v) AS skew FROM (VALUES 1.0, 2.0, 3.0) AS t (v);
-- | skew double |
-- | ≈ 0.0000    |

-- checksum does not depend on the order of rows.
SELECT (SELECT checksum(v) FROM (VALUES 1, 2, 3) AS t (v)) = (SELECT checksum(v) FROM (VALUES 3, 1, 2) AS t (v)) AS same;
-- | same boolean |
-- | true         |

-- reduce_agg folds a column; here the product.
SELECT reduce_agg(v, 1, (a, b) -> a * b, (a, b) -> a * b) AS product FROM (VALUES 2, 3, 4) AS t (v);
-- | product integer |
-- | 24              |

-- bitwise aggregates.
SELECT bitwise_and_agg(v) AS both, bitwise_or_agg(v) AS any FROM (VALUES 12, 10) AS t (v);
-- | both bigint | any bigint |
-- | 8           | 14         |

-- GROUP BY an expression, and its place in the list.
SELECT area > 10 AS large, count(*) AS n FROM inspections GROUP BY area > 10 ORDER BY 2, 1;
-- | large boolean | n bigint |
-- | NULL          | 2        |
-- | false         | 4        |
-- | true          | 6        |
