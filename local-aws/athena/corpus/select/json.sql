-- JSON in texts. Expected: by hand and from the examples of Athena's and Trino's documentation.

-- json_extract_scalar gives a text, json_extract gives JSON.
SELECT json_extract_scalar(j, '$.name') AS name, json_extract(j, '$.projects') AS projects FROM (VALUES '{"name": "Susan", "projects": [{"name": "p1"}]}') AS t (j);
-- OK DML SELECT
-- | name varchar | projects json   |
-- | Susan        | [{"name":"p1"}] |

-- A scalar path that meets an array or an object gives NULL.
SELECT json_extract_scalar('{"a": [1, 2]}', '$.a') AS whole, json_extract_scalar('{"a": [1, 2]}', '$.a[1]') AS second, json_extract_scalar('{"a": 1}', '$.b') AS missing;
-- | whole varchar | second varchar | missing varchar |
-- | NULL          | 2              | NULL            |

-- Keys with blanks or dots stand in brackets.
SELECT json_extract_scalar('{"part no": {"a.b": 7}}', '$["part no"]["a.b"]') AS v;
-- | v varchar |
-- | 7         |

-- json_parse reads a text, json_format writes it.
SELECT json_format(json_parse('{ "b" : 1,  "a" : [ true , null ] }')) AS text;
-- | text varchar              |
-- | {"a":[true,null],"b":1} |

-- A text as a JSON value is a string in quotes.
SELECT CAST('x' AS json) AS j, json_format(CAST('x' AS json)) AS text, CAST(JSON '"x"' AS varchar) AS back;
-- | j json  | text varchar | back varchar |
-- | "\"x\"" | "\"x\""      | x            |

-- A row, an array and a map as JSON.
SELECT CAST(CAST(ROW(1, 'x') AS ROW(a integer, b varchar)) AS json) AS r, CAST(ARRAY[1, 23, 456] AS json) AS a, CAST(MAP(ARRAY['k1', 'k2'], ARRAY[1, 23]) AS json) AS m;
-- | r json          | a json     | m json            |
-- | {"a":1,"b":"x"} | [1,23,456] | {"k1":1,"k2":23}  |

-- JSON as an array, a map, a row.
SELECT CAST(JSON '[1,23,456]' AS ARRAY(integer)) AS a, CAST(JSON '{"k1":1}' AS MAP(varchar, integer)) AS m, CAST(JSON '{"v1":123,"v2":"abc"}' AS ROW(v1 bigint, v2 varchar)) AS r;
-- | a array      | m map  | r row            |
-- | [1, 23, 456] | {k1=1} | {v1=123, v2=abc} |

-- json_array_length and json_size.
SELECT json_array_length('[1, 2, 3]') AS n, json_size('{"x": {"a": 1, "b": 2}}', '$.x') AS size, json_size('{"x": 1}', '$.x') AS scalar;
-- | n bigint | size bigint | scalar bigint |
-- | 3        | 2           | 0             |

-- json_array_contains and json_array_get.
SELECT json_array_contains('[1, 2, 3]', 2) AS has, json_array_get('["a", [3, 9], "c"]', 1) AS second;
-- | has boolean | second json |
-- | true        | [3,9]       |

-- is_json_scalar.
SELECT is_json_scalar('1') AS number, is_json_scalar('[1, 2, 3]') AS array;
-- | number boolean | array boolean |
-- | true           | false         |

-- An array of objects as rows.
SELECT json_extract_scalar(p, '$.name') AS name, json_extract_scalar(p, '$.done') AS done FROM UNNEST(CAST(json_extract('{"p":[{"name":"p1","done":false},{"name":"p2","done":true}]}', '$.p') AS ARRAY(json))) AS t (p) ORDER BY 1;
-- | name varchar | done varchar |
-- | p1           | false        |
-- | p2           | true         |

-- The newer functions of the SQL standard.
SELECT json_value('{"a": {"b": 5}}', 'lax $.a.b' RETURNING integer) AS v, json_exists('{"a": 1}', 'lax $.b') AS there, json_query('{"a": [1, 2]}', 'lax $.a') AS q;
-- | v integer | there boolean | q varchar |
-- | 5         | false         | [1,2]     |

-- json_object and json_array make JSON texts.
SELECT json_object('key1' : 1, 'key2' : true) AS o, json_array(1, 'x', true) AS a;
-- | o varchar              | a varchar    |
-- | {"key1":1,"key2":true} | [1,"x",true] |

-- What is no JSON.
SELECT json_parse('{broken') AS j;
-- FAILED INVALID_FUNCTION_ARGUMENT: Cannot convert value to JSON: '{broken'

-- The extract functions give NULL for it.
SELECT json_extract(x, '$.a') AS j, json_extract_scalar(x, '$.a') AS s FROM (VALUES '{broken') AS t (x);
-- | j json | s varchar |
-- | NULL   | NULL      |

-- A path that is none.
SELECT json_extract('{}', 'a..b') AS j;
-- FAILED INVALID_FUNCTION_ARGUMENT: Invalid JSON path: 'a..b'

-- JSON null is not SQL's NULL, until it is cast.
SELECT json_parse('null') IS NULL AS json_null, CAST(json_parse('null') AS varchar) IS NULL AS cast_null;
-- | json_null boolean | cast_null boolean |
-- | false             | true              |

-- Nested columns of a JSON table need no JSON function: a dot, an index, a key.
SELECT machine, limits.low AS low, sensors[1] AS first, tags['class'] AS class FROM machines WHERE machine <> 'M4' ORDER BY machine;
-- | machine varchar | low double | first varchar | class varchar |
-- | M1              | 5.0        | temp          | A             |
-- | M2              | 5.5        | temp          | B             |

-- Korean comes through.
SELECT json_extract_scalar('{"판정": "불량"}', '$.판정') AS verdict;
-- | verdict varchar |
-- | 불량          |
