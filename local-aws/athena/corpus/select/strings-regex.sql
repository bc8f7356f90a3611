-- Texts and regular expressions. Expected: by hand and from the examples of Athena's and Trino's documentation.

-- Length is in characters, also of Korean; to_utf8 counts bytes.
SELECT length('강판') AS chars, length(to_utf8('강판')) AS bytes, length(U&'\+01F600') AS emoji;
-- OK DML SELECT
-- | chars bigint | bytes bigint | emoji bigint |
-- | 2            | 6            | 1            |

-- Upper and lower, trimmed, padded.
SELECT upper('naïve') AS u, lower('ABC') AS l, trim('  x ') AS t, ltrim('  x') AS lt, rtrim('x  ') || '|' AS rt, lpad('7', 3, '0') AS lp, rpad('7', 3, '.') AS rp;
-- | u varchar | l varchar | t varchar | lt varchar | rt varchar | lp varchar | rp varchar |
-- | NAÏVE     | abc       | x         | x          | x|         | 007        | 7..        |

-- Parts of a text; places begin with 1, and a negative one counts from the end.
SELECT substr('quality', 3) AS a, substr('quality', 1, 4) AS b, substr('quality', -3) AS c, substring('quality' FROM 2 FOR 3) AS d;
-- | a varchar | b varchar | c varchar | d varchar |
-- | ality     | qual      | ity       | ual       |

-- Where a text stands in another.
SELECT strpos('bananas', 'an') AS first, strpos('bananas', 'an', 2) AS second, position('s' IN 'bananas') AS last, starts_with('bananas', 'ban') AS begins;
-- | first bigint | second bigint | last bigint | begins boolean |
-- | 2            | 4             | 7           | true           |

-- split and split_part.
SELECT split('a,b,,c', ',') AS all_parts, split('a.b.c', '.', 2) AS two, split_part('a-b-c', '-', 2) AS second, split_part('a-b', '-', 5) AS none;
-- | all_parts array | two array | second varchar | none varchar |
-- | [a, b, , c]     | [a, b.c]  | b              | NULL         |

-- replace, reverse, concat, concat_ws; NULL in || makes NULL.
SELECT replace('a-b-c', '-', '+') AS r, replace('a-b', '-') AS gone, reverse('abc') AS v, concat('a', 'b', 'c') AS c, concat_ws('/', 'a', NULL, 'b') AS w, 'a' || CAST(NULL AS varchar) AS n;
-- | r varchar | gone varchar | v varchar | c varchar | w varchar | n varchar |
-- | a+b+c     | ab           | cba       | abc       | a/b       | NULL      |

-- LIKE is case-sensitive; _ is one character, % any number.
SELECT count(*) AS n FROM inspections WHERE note LIKE 'scr_tch%';
-- | n bigint |
-- | 2        |

-- LIKE with ESCAPE.
SELECT '10%' LIKE '10!%' ESCAPE '!' AS percent, '10x' LIKE '10!%' ESCAPE '!' AS other, 'ABC' LIKE 'abc' AS cased;
-- | percent boolean | other boolean | cased boolean |
-- | true            | false         | false         |

-- regexp_like finds the pattern anywhere.
SELECT regexp_like('1a 2b 14m', '\d+b') AS found, regexp_like('abc', '^b') AS begins;
-- | found boolean | begins boolean |
-- | true          | false          |

-- regexp_extract: the first match, or a group of it.
SELECT regexp_extract('1a 2b 14m', '\d+') AS first, regexp_extract('1a 2b 14m', '(\d+)([a-z]+)', 2) AS letters, regexp_extract('abc', '\d') AS none;
-- | first varchar | letters varchar | none varchar |
-- | 1             | a               | NULL         |

-- regexp_extract_all, regexp_split, regexp_count, regexp_position.
SELECT regexp_extract_all('1a 2b 14m', '\d+') AS all_numbers, regexp_split('1a 2b 14m', '\s*[a-z]+\s*') AS split, regexp_count('1a 2b 14m', '\s*[a-z]+\s*') AS n, regexp_position('I have 23 apples', '\d') AS place;
-- | all_numbers array | split array   | n bigint | place integer |
-- | [1, 2, 14]        | [1, 2, 14, ]  | 3        | 8             |

-- regexp_replace: away, with groups, with a lambda.
SELECT regexp_replace('1a 2b 14m', '\d+[ab] ') AS away, regexp_replace('1a 2b 14m', '(\d+)([ab]) ', '3c$2 ') AS groups, regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS cased;
-- | away varchar | groups varchar | cased varchar |
-- | 14m          | 3ca 3cb 14m    | New York      |

-- Case does not matter with (?i); Korean classes.
SELECT regexp_like('Scratch', '(?i)^scratch$') AS any_case, regexp_extract('P004 긁힘', '[가-힣]+') AS korean;
-- | any_case boolean | korean varchar |
-- | true             | 긁힘         |

-- A broken pattern.
SELECT regexp_like('a', '(') AS x;
-- FAILED INVALID_FUNCTION_ARGUMENT

-- A distance of edits, and of equal length.
SELECT levenshtein_distance('kitten', 'sitting') AS edits, hamming_distance('abc', 'abd') AS differ;
-- | edits bigint | differ bigint |
-- | 3            | 1             |

-- translate, chr, codepoint, normalize, word_stem, soundex.
SELECT translate('abcd', 'bd', 'B') AS t, chr(65) AS c, codepoint('A') AS p, word_stem('scratches') AS stem, soundex('Robert') AS s;
-- | t varchar | c varchar | p integer | stem varchar | s varchar |
-- | aBc       | A         | 65        | scratch      | R163      |

-- Two texts that look the same are, once normalised.
SELECT U&'e\0301' = 'é' AS raw, normalize(U&'e\0301') = 'é' AS composed;
-- | raw boolean | composed boolean |
-- | false       | true             |

-- format, as in Java.
SELECT format('%s has %d parts, %.1f%%', 'L1', 5, 41.66) AS text, format('%08.3f', 3.14159) AS padded, format('%,d', 1234567) AS grouped;
-- | text varchar            | padded varchar | grouped varchar |
-- | L1 has 5 parts, 41.7%   | 0003.142       | 1,234,567       |

-- URLs.
SELECT url_extract_host('https://example.com:80/a/b?x=1#f') AS host, url_extract_path('https://example.com/a/b?x=1') AS path, url_extract_parameter('https://example.com/?x=1&y=2', 'y') AS y, url_encode('a b&c') AS encoded, url_decode('a%20b') AS decoded;
-- | host varchar | path varchar | y varchar | encoded varchar | decoded varchar |
-- | example.com  | /a/b         | 2         | a+b%26c         | a b             |

-- Bytes are shown as hexadecimal pairs.
SELECT to_utf8('A강') AS bytes, from_utf8(X'ea b0 95') AS text, to_hex(X'CAFE') AS hex, from_hex('00FF') AS back;
-- | bytes varbinary | text varchar | hex varchar | back varbinary |
-- | 41 ea b0 95     | 강          | CAFE        | 00 ff          |

-- Base64 and digests.
SELECT to_base64(to_utf8('hello')) AS b64, from_utf8(from_base64('aGVsbG8=')) AS text, lower(to_hex(md5(to_utf8('hello')))) AS md5, crc32(to_utf8('hello')) AS crc;
-- | b64 varchar | text varchar | md5 varchar                      | crc bigint |
-- | aGVsbG8=    | hello        | 5d41402abc4b2a76b9719d911017c592 | 907060870  |

-- SHA-256.
SELECT lower(to_hex(sha256(to_utf8('abc')))) AS sha;
-- | sha varchar                                                      |
-- | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad |

-- char pads, varchar(n) cuts.
SELECT CAST('ab' AS char(4)) AS c, length(CAST('ab' AS char(4))) AS n, CAST('abcdef' AS varchar(3)) AS cut;
-- | c char     | n bigint | cut varchar |
-- | "ab  "     | 4        | abc         |

-- A quote in a text is doubled; a comma, a line's end and a tab stay what they are.
SELECT 'it''s, "so"' AS quoted, 'a' || chr(10) || 'b' AS two_lines, 'a' || chr(9) || 'b' AS tab, '' AS empty;
-- | quoted varchar    | two_lines varchar | tab varchar | empty varchar |
-- | it's, "so"        | "a\nb"            | "a\tb"      | ""            |

-- Texts sort by code point: capitals before small letters before Korean.
SELECT v FROM (VALUES 'b', '가', 'B', 'a', '1') AS t (v) ORDER BY v;
-- | v varchar |
-- | 1         |
-- | B         |
-- | a         |
-- | b         |
-- | 가       |

-- Notes in Korean, found by a part of them.
SELECT part, note FROM inspections WHERE note LIKE '%힘' OR note = '얼룩' ORDER BY part;
-- | part varchar | note varchar |
-- | P004         | 긁힘       |
-- | P008         | 얼룩       |
