-- What Athena's guide shows for arrays, maps, rows and JSON. Expected: the results that the guide prints.

-- An array of literals.
SELECT ARRAY[1, 2, 3, 4] AS items;
-- OK DML SELECT
-- | items array  |
-- | [1, 2, 3, 4] |

-- Two arrays.
SELECT ARRAY[ARRAY[1, 2], ARRAY[3, 4]] AS items;
-- | items array      |
-- | [[1, 2], [3, 4]] |

-- An array of arrays of columns.
WITH dataset AS (SELECT 1 AS x, 2 AS y, 3 AS z) SELECT ARRAY[x, y, z] AS items FROM dataset;
-- | items array |
-- | [1, 2, 3]   |

-- Arrays put together.
WITH dataset AS (SELECT ARRAY['a', 'b'] AS items) SELECT items || ARRAY['c'] AS all_items FROM dataset;
-- | all_items array |
-- | [a, b, c]       |

-- Arrays of maps as JSON, put together.
SELECT ARRAY[CAST(MAP(ARRAY['a1', 'a2', 'a3'], ARRAY[1, 2, 3]) AS json)] || ARRAY[CAST(MAP(ARRAY['b1', 'b2', 'b3'], ARRAY[4, 5, 6]) AS json)] AS items;
-- | items array                                          |
-- | [{"a1":1,"a2":2,"a3":3}, {"b1":4,"b2":5,"b3":6}] |

-- How long it is.
SELECT cardinality(ARRAY[1, 2, 3, 4]) AS item_count;
-- | item_count bigint |
-- | 4                 |

-- Elements.
WITH dataset AS (SELECT ARRAY['hello', 'amazon', 'athena'] AS words) SELECT element_at(words, 1) AS first_word, element_at(words, -2) AS middle_word, element_at(words, cardinality(words)) AS last_word FROM dataset;
-- | first_word varchar | middle_word varchar | last_word varchar |
-- | hello              | amazon              | athena            |

-- Nested arrays made flat.
SELECT flatten(ARRAY[ARRAY[1, 2], ARRAY[3, 4]]) AS items;
-- | items array  |
-- | [1, 2, 3, 4] |

-- One row an engineer.
WITH dataset AS (SELECT 'engineering' AS department, ARRAY['Sharon', 'John', 'Bob', 'Sally'] AS users)
SELECT department, names FROM dataset CROSS JOIN UNNEST(users) AS t (names);
-- any order
-- | department varchar | names varchar |
-- | engineering        | Sharon        |
-- | engineering        | John          |
-- | engineering        | Bob           |
-- | engineering        | Sally         |

-- Rows of key and value.
WITH dataset AS (SELECT 'engineering' AS department, ARRAY[MAP(ARRAY['first', 'last', 'age'], ARRAY['Bob', 'Smith', '40']), MAP(ARRAY['first', 'last', 'age'], ARRAY['Jane', 'Doe', '30'])] AS people)
SELECT names['first'] AS first_name, names['last'] AS last_name, department FROM dataset CROSS JOIN UNNEST(people) AS t (names) ORDER BY 1;
-- | first_name varchar | last_name varchar | department varchar |
-- | Bob                | Smith             | engineering        |
-- | Jane               | Doe               | engineering        |

-- Rows: from an employee to the oldest one.
WITH dataset AS (SELECT ARRAY[CAST(ROW('Sally', 'engineering', ARRAY[1, 2, 3, 4]) AS ROW(name varchar, department varchar, scores ARRAY(integer))), CAST(ROW('John', 'finance', ARRAY[7, 8, 9]) AS ROW(name varchar, department varchar, scores ARRAY(integer))), CAST(ROW('Amy', 'devops', ARRAY[12, 13, 14, 15]) AS ROW(name varchar, department varchar, scores ARRAY(integer)))] AS users),
users AS (SELECT person, score FROM dataset, UNNEST(dataset.users) AS t (person, department, scores), UNNEST(scores) AS u (score))
SELECT person, sum(score) AS total_score FROM users GROUP BY person ORDER BY total_score DESC LIMIT 1;
-- | person varchar | total_score bigint |
-- | Amy            | 54                 |

-- Elements that meet a condition.
WITH dataset AS (SELECT ARRAY[1, 2, 3, 4, 5] AS items) SELECT array_agg(i ORDER BY i) AS array_items FROM dataset CROSS JOIN UNNEST(items) AS t (i) WHERE i > 3;
-- | array_items array |
-- | [4, 5]            |

-- The same by filter.
SELECT filter(ARRAY[-1, NULL, 10, 5, 9, NULL], q -> q IS NOT NULL) AS not_null, filter(ARRAY[1, 2, 3, 4, 5], q -> q > 3) AS large;
-- | not_null array | large array |
-- | [-1, 10, 5, 9] | [4, 5]      |

-- Sorted.
WITH dataset AS (SELECT ARRAY[3, 1, 2, 5, 2, 3, 6, 3, 4, 5] AS items) SELECT array_sort(items) AS sorted, array_distinct(items) AS distinct_items FROM dataset;
-- | sorted array                   | distinct_items array |
-- | [1, 2, 2, 3, 3, 3, 4, 5, 5, 6] | [3, 1, 2, 5, 6, 4]   |

-- Summed by reduce.
SELECT reduce(ARRAY[5, 6, 7], 0, (s, x) -> s + x, s -> s) AS total;
-- | total integer |
-- | 18            |

-- An array as a text.
WITH dataset AS (SELECT ARRAY['hello', 'amazon', 'athena'] AS words) SELECT array_join(words, ' ') AS welcome_msg FROM dataset;
-- | welcome_msg varchar |
-- | hello amazon athena |

-- A row of values alone.
WITH dataset AS (SELECT ROW('Bob', 38) AS users) SELECT * FROM dataset;
-- | users row               |
-- | {field0=Bob, field1=38} |

-- A row with named fields.
WITH dataset AS (SELECT CAST(ROW('Bob', 38) AS ROW(name varchar, age integer)) AS users) SELECT users, users.age AS age FROM dataset;
-- | users row          | age integer |
-- | {name=Bob, age=38} | 38          |

-- Nested fields by dots.
WITH dataset AS (SELECT 'engineering' AS department, CAST(ROW(8000000, CAST(ROW('aws.amazon.com', true) AS ROW(hostname varchar, isNew boolean))) AS ROW(count integer, site ROW(hostname varchar, isNew boolean))) AS info)
SELECT info.site.hostname AS host, info.count AS visits FROM dataset WHERE info.site.hostname LIKE '%amazon%';
-- | host varchar   | visits integer |
-- | aws.amazon.com | 8000000        |

-- Sites by a regular expression.
WITH dataset AS (SELECT ARRAY[CAST(ROW('aws.amazon.com', ARRAY[1, 2]) AS ROW(hostname varchar, flags ARRAY(integer))), CAST(ROW('news.cnn.com', ARRAY[3]) AS ROW(hostname varchar, flags ARRAY(integer)))] AS sites)
SELECT hostname, flags FROM dataset CROSS JOIN UNNEST(sites) AS t (hostname, flags) WHERE regexp_like(hostname, 'aws|bar');
-- | hostname varchar | flags array |
-- | aws.amazon.com   | [1, 2]      |

-- JSON: a name as JSON, and the projects as they stand.
WITH dataset AS (SELECT '{"name": "Susan Smith", "org": "engineering", "projects": [{"name":"project1", "completed":false}, {"name":"project2", "completed":true}]}' AS myblob)
SELECT json_extract(myblob, '$.name') AS name, json_extract(myblob, '$.projects') AS projects FROM dataset;
-- | name json         | projects json                                                                         |
-- | "\"Susan Smith\"" | [{"name":"project1","completed":false},{"name":"project2","completed":true}] |

-- The first of the projects.
WITH dataset AS (SELECT '{"name": "Susan Smith", "projects": [{"name":"project1", "completed":false}, {"name":"project2", "completed":true}]}' AS myblob)
SELECT json_array_get(json_extract(myblob, '$.projects'), 0) AS item, json_extract_scalar(myblob, '$.projects[1].name') AS second FROM dataset;
-- | item json                             | second varchar |
-- | {"name":"project1","completed":false} | project2       |

-- Whose project it is.
WITH dataset AS (SELECT * FROM (VALUES (JSON '{"name": "Bob Smith", "org": "legal", "projects": ["project1"]}'), (JSON '{"name": "Susan Smith", "org": "engineering", "projects": ["project1", "project2", "project3"]}'), (JSON '{"name": "Jane Smith", "org": "finance", "projects": ["project1", "project2"]}')) AS t (users))
SELECT json_extract_scalar(users, '$.name') AS user_name FROM dataset WHERE json_array_contains(json_extract(users, '$.projects'), 'project2') ORDER BY 1;
-- | user_name varchar |
-- | Jane Smith        |
-- | Susan Smith       |

-- How many projects each has.
WITH dataset AS (SELECT * FROM (VALUES (JSON '{"name": "Bob Smith", "projects": [{"name":"project1"}]}'), (JSON '{"name": "Susan Smith", "projects": [{"name":"project1"}, {"name":"project2"}]}'), (JSON '{"name": "Jane Smith", "projects": []}')) AS t (users))
SELECT json_extract_scalar(users, '$.name') AS name, json_size(users, '$.projects') AS count FROM dataset ORDER BY count DESC;
-- | name varchar | count bigint |
-- | Susan Smith  | 2            |
-- | Bob Smith    | 1            |
-- | Jane Smith   | 0            |

-- Complex types as JSON.
WITH dataset AS (SELECT CAST('HELLO ATHENA' AS json) AS hello_msg, CAST(12345 AS json) AS some_int, CAST(MAP(ARRAY['a', 'b'], ARRAY[1, 2]) AS json) AS some_map) SELECT * FROM dataset;
-- | hello_msg json     | some_int json | some_map json |
-- | "\"HELLO ATHENA\"" | 12345         | {"a":1,"b":2} |

-- JSON as complex types.
WITH dataset AS (SELECT CAST(JSON '"HELLO ATHENA"' AS varchar) AS hello_msg, CAST(JSON '12345' AS integer) AS some_int, CAST(JSON '{"a":1,"b":2}' AS MAP(varchar, integer)) AS some_map) SELECT * FROM dataset;
-- | hello_msg varchar | some_int integer | some_map map |
-- | HELLO ATHENA      | 12345            | {a=1, b=2}   |

-- Rows where an array of a row holds a value.
SELECT part FROM (VALUES ('P1', ARRAY['scratch', 'stain']), ('P2', ARRAY['bump'])) AS t (part, faults) WHERE contains(faults, 'bump');
-- | part varchar |
-- | P2           |

-- A window of time that moves with the data.
SELECT count(*) AS n FROM inspections WHERE CAST(day AS date) > (SELECT max(CAST(day AS date)) FROM inspections) - INTERVAL '1' DAY;
-- | n bigint |
-- | 4        |

-- A number column in the text of a year and month.
SELECT date_format(inspected_at, '%Y-%m') AS month, count(*) AS n FROM inspections GROUP BY 1;
-- | month varchar | n bigint |
-- | 2025-07       | 12       |
