-- Arrays, maps, rows, lambdas. Expected: by hand and from the examples of Athena's and Trino's documentation.

-- How Athena shows them: texts inside have no quotes, what is missing is null, a row without names has field0, field1.
SELECT ARRAY['a', 'b, c', NULL] AS a, MAP(ARRAY['k', 'l'], ARRAY[1, NULL]) AS m, ROW(1, 'x') AS r, CAST(ROW(1, 2.5) AS ROW(n integer, d double)) AS named;
-- OK DML SELECT
-- | a array            | m map           | r row                  | named row      |
-- | [a, b, c, null]    | {k=1, l=null}   | {field0=1, field1=x}   | {n=1, d=2.5}   |

-- Nested in each other.
SELECT ARRAY[ARRAY[1, 2], ARRAY[], NULL] AS a, MAP(ARRAY['k'], ARRAY[ARRAY[true]]) AS m, CAST(ROW(ARRAY[1], MAP(ARRAY['x'], ARRAY[DATE '2025-07-12'])) AS ROW(a ARRAY(integer), m MAP(varchar, date))) AS r;
-- | a array              | m map      | r row                     |
-- | [[1, 2], [], null]   | {k=[true]} | {a=[1], m={x=2025-07-12}} |

-- Nested columns of a table.
SELECT machine, limits, sensors, tags FROM machines WHERE machine <> 'M1' ORDER BY machine;
-- | machine varchar | limits row            | sensors array | tags map  |
-- | M2              | {low=5.5, high=10.0}  | [temp]        | {class=B} |
-- | M4              | NULL                  | []            | {}        |

-- Indexes begin with 1.
SELECT a[1] AS first, element_at(a, -1) AS last, element_at(a, 9) AS beyond FROM (VALUES ARRAY[10, 20, 30]) AS t (a);
-- | first integer | last integer | beyond integer |
-- | 10            | 30           | NULL           |

-- The brackets fail beyond the end.
SELECT ARRAY[1, 2][3] AS x;
-- FAILED INVALID_FUNCTION_ARGUMENT: Array subscript must be less than or equal to array length: 3 > 2

-- A key that is not there: brackets fail, element_at gives NULL.
SELECT element_at(m, 'x') AS nothing FROM (VALUES MAP(ARRAY['a'], ARRAY[1])) AS t (m);
-- | nothing integer |
-- | NULL            |

-- The brackets name the key.
SELECT MAP(ARRAY['a'], ARRAY[1])['x'] AS v;
-- FAILED INVALID_FUNCTION_ARGUMENT: Key not present in map: x

-- How many; does it hold; where.
SELECT cardinality(a) AS n, contains(a, 20) AS has, array_position(a, 30) AS place, array_position(a, 7) AS nowhere FROM (VALUES ARRAY[10, 20, 30]) AS t (a);
-- | n bigint | has boolean | place bigint | nowhere bigint |
-- | 3        | true        | 3            | 0              |

-- Sets of arrays.
SELECT array_distinct(ARRAY[1, 1, 2]) AS d, array_union(ARRAY[1, 2], ARRAY[2, 3]) AS u, array_intersect(ARRAY[1, 2], ARRAY[2, 3]) AS i, array_except(ARRAY[1, 2], ARRAY[2, 3]) AS e, arrays_overlap(ARRAY[1], ARRAY[2]) AS o;
-- | d array | u array   | i array | e array | o boolean |
-- | [1, 2]  | [1, 2, 3] | [2]     | [1]     | false     |

-- Sorted, with NULL last; by a lambda; backwards.
SELECT array_sort(ARRAY[3, NULL, 1]) AS a, array_sort(ARRAY[3, 2, 5], (x, y) -> IF(x < y, 1, IF(x = y, 0, -1))) AS b, reverse(ARRAY[1, 2]) AS c;
-- | a array      | b array   | c array |
-- | [1, 3, null] | [5, 3, 2] | [2, 1]  |

-- array_join, with a word for NULL.
SELECT array_join(ARRAY['a', NULL, 'c'], '-') AS a, array_join(ARRAY['a', NULL, 'c'], '-', '?') AS b, array_join(ARRAY[1, 2], ', ') AS c;
-- | a varchar | b varchar | c varchar |
-- | a-c       | a-?-c     | 1, 2      |

-- slice, concat, repeat, sequence, flatten.
SELECT slice(ARRAY[1, 2, 3, 4], 2, 2) AS s, ARRAY[1] || ARRAY[2] || 3 AS c, repeat('x', 3) AS r, sequence(1, 9, 4) AS q, flatten(ARRAY[ARRAY[1], ARRAY[2, 3]]) AS f;
-- | s array | c array   | r array   | q array   | f array   |
-- | [2, 3]  | [1, 2, 3] | [x, x, x] | [1, 5, 9] | [1, 2, 3] |

-- array_max, array_min, array_remove, trim_array.
SELECT array_max(ARRAY[1, 9, 5]) AS max, array_min(ARRAY[1, 9, 5]) AS min, array_remove(ARRAY[1, 2, 1], 1) AS without, trim_array(ARRAY[1, 2, 3, 4], 2) AS trimmed;
-- | max integer | min integer | without array | trimmed array |
-- | 9           | 1           | [2]           | [1, 2]        |

-- transform, filter, reduce.
SELECT transform(ARRAY[5, NULL, 6], x -> coalesce(x, 0) + 1) AS t, filter(ARRAY[5, -6, NULL, 7], x -> x > 0) AS f, reduce(ARRAY[5, 20, 50], 0, (s, x) -> s + x, s -> s) AS r;
-- | t array   | f array | r integer |
-- | [6, 1, 7] | [5, 7]  | 75        |

-- any_match, all_match, none_match.
SELECT any_match(sensors, s -> s = 'load') AS has_load, all_match(sensors, s -> length(s) = 4) AS four, none_match(sensors, s -> s = 'x') AS no_x FROM machines WHERE machine = 'M1';
-- | has_load boolean | four boolean | no_x boolean |
-- | true             | true         | true         |

-- zip, zip_with, ngrams, combinations.
SELECT zip(ARRAY[1, 2], ARRAY['1b', NULL]) AS z, zip_with(ARRAY[1, 3], ARRAY[2, 4], (x, y) -> x * y) AS w, ngrams(ARRAY['a', 'b', 'c'], 2) AS g, combinations(ARRAY[1, 2, 3], 2) AS c;
-- | z array                                              | w array | g array          | c array                  |
-- | [{field0=1, field1=1b}, {field0=2, field1=null}]     | [2, 12] | [[a, b], [b, c]] | [[1, 2], [1, 3], [2, 3]] |

-- UNNEST WITH ORDINALITY numbers the elements.
SELECT n, x FROM UNNEST(ARRAY['a', 'b']) WITH ORDINALITY AS t (x, n) ORDER BY n;
-- | n bigint | x varchar |
-- | 1        | a         |
-- | 2        | b         |

-- UNNEST of two arrays side by side; the shorter one is filled up.
SELECT a, b FROM UNNEST(ARRAY[1, 2, 3], ARRAY['x', 'y']) AS t (a, b) ORDER BY a;
-- | a integer | b varchar |
-- | 1         | x         |
-- | 2         | y         |
-- | 3         | NULL      |

-- UNNEST of a map.
SELECT k, v FROM UNNEST(MAP(ARRAY['SQL', 'Java'], ARRAY[10, 2])) AS t (k, v) ORDER BY v;
-- | k varchar | v integer |
-- | Java      | 2         |
-- | SQL       | 10        |

-- CROSS JOIN UNNEST drops rows with empty arrays; LEFT JOIN UNNEST … ON TRUE keeps them.
SELECT machine, s FROM machines LEFT JOIN UNNEST(sensors) AS t (s) ON TRUE ORDER BY machine, s;
-- | machine varchar | s varchar |
-- | M1              | load      |
-- | M1              | temp      |
-- | M2              | temp      |
-- | M4              | NULL      |

-- UNNEST of rows gives their fields.
SELECT part, area FROM UNNEST(ARRAY[CAST(ROW('P1', 1.5) AS ROW(part varchar, area double)), CAST(ROW('P2', 2) AS ROW(part varchar, area double))]) AS t (part, area) ORDER BY part;
-- | part varchar | area double |
-- | P1           | 1.5         |
-- | P2           | 2.0         |

-- Keys, values, entries of a map.
SELECT map_keys(m) AS k, map_values(m) AS v, map_entries(m) AS e, cardinality(m) AS n FROM (VALUES MAP(ARRAY['a'], ARRAY[1])) AS t (m);
-- | k array | v array | e array                  | n bigint |
-- | [a]     | [1]     | [{field0=a, field1=1}]   | 1        |

-- Maps from entries, from text, from two arrays.
SELECT map_from_entries(ARRAY[(1, 'x')]) AS e, split_to_map('a=1', ',', '=') AS s, MAP() AS nothing;
-- | e map  | s map | nothing map |
-- | {1=x}  | {a=1} | {}          |

-- Maps filtered, changed and put together.
SELECT map_filter(MAP(ARRAY[10, 20], ARRAY['a', NULL]), (k, v) -> v IS NOT NULL) AS f, transform_values(MAP(ARRAY['a'], ARRAY[20]), (k, v) -> v * v) AS t, transform_keys(MAP(ARRAY['a'], ARRAY[1]), (k, v) -> k || CAST(v AS varchar)) AS k, map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a'], ARRAY[2])) AS c;
-- | f map  | t map   | k map  | c map |
-- | {10=a} | {a=400} | {a1=1} | {a=2} |

-- A map's entries come in the order in which Java's HashMap keeps their keys.
SELECT MAP(ARRAY[20, 3, 100], ARRAY['a', 'b', 'c']) AS numbers, MAP(ARRAY['first', 'last', 'age'], ARRAY['Bob', 'Smith', '35']) AS person, MAP(ARRAY['k', 'j'], ARRAY[1, 2]) AS texts;
-- | numbers map        | person map                       | texts map  |
-- | {3=b, 20=a, 100=c} | {last=Smith, first=Bob, age=35}  | {j=2, k=1} |

-- A key twice is refused.
SELECT MAP(ARRAY['a', 'a'], ARRAY[1, 2]) AS m;
-- FAILED INVALID_FUNCTION_ARGUMENT: Duplicate map keys (a) are not allowed

-- Fields of a row by name.
SELECT r.p, r.q.z FROM (SELECT CAST(ROW(1, ROW('deep')) AS ROW(p integer, q ROW(z varchar))) AS r);
-- | p integer | z varchar |
-- | 1         | deep      |

-- Arrays compare element by element; rows too.
SELECT ARRAY[1, 2] = ARRAY[1, 2] AS same, ARRAY[1, 2] < ARRAY[1, 3] AS less, ROW(1, 'a') = ROW(1, 'b') AS rows_differ;
-- | same boolean | less boolean | rows_differ boolean |
-- | true         | true         | false               |

-- Timestamps and decimals inside of an array look as they do outside.
SELECT ARRAY[TIMESTAMP '2025-07-12 10:00:00.000'] AS t, ARRAY[CAST(1.5 AS decimal(5, 2))] AS d, ARRAY[1e0, 1e10] AS e;
-- | t array                   | d array | e array       |
-- | [2025-07-12 10:00:00.000] | [1.50]  | [1.0, 1.0E10] |
