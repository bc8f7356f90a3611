-- Numbers, NULL, conditions, casts. Expected: by hand and from the examples of Athena's and Trino's documentation.

-- A literal with a point is a double in Athena; DECIMAL '…' is a decimal.
SELECT 1.5 AS d, typeof(1.5) AS type, DECIMAL '1.50' AS exact, 1e3 AS e;
-- OK DML SELECT
-- | d double | type varchar | exact decimal(3,2) | e double |
-- | 1.5      | double       | 1.50               | 1000.0   |

-- So the sum of 0.1 and 0.2 is what doubles make of it.
SELECT 0.1 + 0.2 AS s, DECIMAL '0.1' + DECIMAL '0.2' AS exact;
-- | s double            | exact decimal(2,1) |
-- | 0.30000000000000004 | 0.3                |

-- Whole numbers beyond 2^53 are exact.
SELECT machine, serial FROM machines ORDER BY machine;
-- | machine varchar | serial bigint       |
-- | M1              | 9007199254740993    |
-- | M2              | 9223372036854775807 |
-- | M4              | -9007199254740993   |

-- They are exact inside of arrays and maps too.
SELECT ARRAY[9007199254740993] AS a, MAP(ARRAY[9223372036854775807], ARRAY[1]) AS m;
-- | a array            | m map                   |
-- | [9007199254740993] | {9223372036854775807=1} |

-- Decimals of 38 digits are exact.
SELECT DECIMAL '12345678901234567890123456789012345678' AS big, DECIMAL '-0.00000000000000000000000000000000000001' AS small;
-- | big decimal(38,0)                      | small decimal(38,38)                      |
-- | 12345678901234567890123456789012345678 | -0.00000000000000000000000000000000000001 |

-- Doubles as Java prints them: from 10 million on, and below a thousandth, with an exponent.
SELECT CAST(9999999 AS double) AS plain, 1e7 AS ten_million, 0.001 AS thousandth, 0.00012 AS below, 1e300 AS large, -0e0 AS minus_zero;
-- | plain double | ten_million double | thousandth double | below double | large double | minus_zero double |
-- | 9999999.0    | 1.0E7              | 0.001             | 1.2E-4       | 1.0E300      | -0.0              |

-- A real is called float, and has its own digits.
SELECT REAL '0.1' AS r, CAST(16777217 AS real) AS rounded, REAL '1e10' AS large;
-- | r float | rounded float | large float |
-- | 0.1     | 1.6777216E7   | 1.0E10      |

-- NaN and the infinities.
SELECT nan() AS n, infinity() AS i, -infinity() AS m, is_nan(nan()) AS none, nan() = nan() AS equal;
-- | n double | i double | m double  | none boolean | equal boolean |
-- | NaN      | Infinity | -Infinity | true         | false         |

-- NaN is counted, and makes every sum NaN.
SELECT sum(v) AS total, count(v) AS n FROM (VALUES 1e0, nan()) AS t (v);
-- | total double | n bigint |
-- | NaN          | 2        |

-- The whole numbers' types.
SELECT TINYINT '127' AS t, SMALLINT '-32768' AS s, 2147483647 AS i, BIGINT '1' AS b;
-- | t tinyint | s smallint | i integer  | b bigint |
-- | 127       | -32768     | 2147483647 | 1        |

-- Whole numbers divide to whole numbers; a double makes a double.
SELECT 7 / 2 AS whole, -7 / 2 AS negative, 7 % 3 AS rest, -7 % 3 AS negative_rest, 7 / 2.0 AS half;
-- | whole integer | negative integer | rest integer | negative_rest integer | half double |
-- | 3             | -3               | 1            | -1                    | 3.5         |

-- Doubles divide by zero to infinity.
SELECT 1e0 / 0 AS i, 0e0 / 0 AS n;
-- | i double | n double |
-- | Infinity | NaN      |

-- A decimal's digits in arithmetic.
SELECT DECIMAL '1.20' * DECIMAL '2.5' AS product, DECIMAL '10' / DECIMAL '3' AS quotient, DECIMAL '1.1' + 1 AS mixed;
-- | product decimal(5,3) | quotient decimal(2,0) | mixed decimal(12,1) |
-- | 3.000                | 3                     | 2.1                 |

-- Rounding: halves go away from zero.
SELECT round(2.5) AS a, round(-2.5) AS b, round(1.2345, 2) AS c, ceil(1.1) AS up, floor(-1.1) AS down, truncate(-1.9) AS cut;
-- | a double | b double | c double | up double | down double | cut double |
-- | 3.0      | -3.0     | 1.23     | 2.0       | -2.0        | -1.0       |

-- Powers, roots, logarithms.
SELECT power(2, 10) AS p, sqrt(2) AS s, cbrt(27) AS c, exp(0) AS e, ln(1) AS ln, log2(8) AS l2, log10(1000) AS l10, log(3, 81) AS l3;
-- | p double | s double  | c double | e double | ln double | l2 double | l10 double | l3 double |
-- | 1024.0   | ≈ 1.41421 | 3.0      | 1.0      | 0.0       | 3.0       | ≈ 3.000000 | ≈ 4.00000 |

-- abs, sign, mod, greatest, least.
SELECT abs(-5) AS a, sign(-2.5) AS s, mod(10, 3) AS m, greatest(1, 5, 3) AS g, least('b', 'a') AS l;
-- | a integer | s double | m integer | g integer | l varchar |
-- | 5         | -1.0     | 1         | 5         | a         |

-- greatest of something and NULL is NULL.
SELECT greatest(1, NULL) AS g;
-- | g integer |
-- | NULL      |

-- Bits, bases, widths.
SELECT bitwise_and(19, 25) AS a, bitwise_xor(19, 25) AS x, bit_count(9, 64) AS bits, to_base(255, 16) AS hex, from_base('ff', 16) AS n, width_bucket(5.35, 0.24, 10.06, 5) AS bucket;
-- | a bigint | x bigint | bits bigint | hex varchar | n bigint | bucket bigint |
-- | 17       | 10       | 2           | ff          | 255      | 3             |

-- Trigonometry, pi, degrees.
SELECT pi() AS pi, degrees(pi()) AS d, round(sin(radians(30)), 6) AS s, atan2(1, 1) * 4 = pi() AS four;
-- | pi double         | d double | s double | four boolean |
-- | 3.141592653589793 | 180.0    | 0.5      | true         |

-- The normal distribution, as a control chart needs it.
SELECT normal_cdf(0, 1, 1.96) AS below, inverse_normal_cdf(0, 1, 0.975) AS z;
-- | below double | z double  |
-- | ≈ 0.97500    | ≈ 1.95996 |

-- Wilson's interval for 1,250 of 1,310.
SELECT wilson_interval_lower(1250, 1310, 1.96e0) AS low, wilson_interval_upper(1250, 1310, 1.96e0) AS high;
-- | low double  | high double |
-- | ≈ 0.9414884 | ≈ 0.9642525 |

-- NULL is neither equal nor unequal.
SELECT NULL = NULL AS equal, NULL IS NULL AS missing, 1 <> NULL AS unequal, NULL OR true AS either, NULL AND false AS both;
-- | equal boolean | missing boolean | unequal boolean | either boolean | both boolean |
-- | NULL          | true            | NULL            | true           | false        |

-- What compares with NULL is not found; IS DISTINCT FROM finds it.
SELECT count_if(area <> 8) AS unequal, count_if(area IS DISTINCT FROM 8) AS different FROM inspections;
-- | unequal bigint | different bigint |
-- | 9              | 11               |

-- coalesce, nullif, IF.
SELECT coalesce(NULL, NULL, 3) AS c, nullif(5, 5) AS n, nullif(5, 6) AS five, IF(1 > 2, 'a') AS nothing, IF(1 < 2, 'a', 'b') AS a;
-- | c integer | n integer | five integer | nothing varchar | a varchar |
-- | 3         | NULL      | 5            | NULL            | a         |

-- CASE in both forms.
SELECT part, CASE WHEN area > 20 THEN 'large' WHEN area > 10 THEN 'medium' WHEN area IS NULL THEN 'unknown' ELSE 'small' END AS size, CASE line WHEN 'L1' THEN 1 ELSE 0 END AS first FROM inspections WHERE day = '2025-07-03' ORDER BY part;
-- | part varchar | size varchar | first integer |
-- | P009         | small        | 1             |
-- | P010         | small        | 0             |
-- | P011         | large        | 0             |
-- | P012         | unknown      | 1             |

-- try_cast and try make NULL of failures.
SELECT try_cast('12' AS integer) AS good, try_cast('x' AS integer) AS bad, try(1 / 0) AS zero, coalesce(try(1 / 0), -1) AS instead;
-- | good integer | bad integer | zero integer | instead integer |
-- | 12           | NULL        | NULL         | -1              |

-- Casts between kinds.
SELECT CAST('  42 ' AS bigint) AS n, CAST(2.5 AS integer) AS rounded, CAST(true AS integer) AS one, CAST(0 AS boolean) AS no, CAST(DECIMAL '1.0' AS varchar) AS text, CAST('1e2' AS double) AS e, CAST(12 AS decimal(6, 2)) AS d;
-- | n bigint | rounded integer | one integer | no boolean | text varchar | e double | d decimal(6,2) |
-- | 42       | 3               | 1           | false      | 1.0          | 100.0    | 12.00          |

-- A number and a text do not compare.
SELECT 1 = '1' AS same;
-- FAILED TYPE_MISMATCH: line 1:10: Cannot apply operator: integer = varchar(1)

-- Nor are they added.
SELECT 1 + 'a' AS x;
-- FAILED TYPE_MISMATCH: line 1:10: Cannot apply operator: integer + varchar(1)

-- A cast that cannot be.
SELECT CAST(note AS integer) FROM inspections WHERE part = 'P001';
-- FAILED INVALID_CAST_ARGUMENT: Cannot cast 'ok' to INT

-- A number that is too large for its type.
SELECT 2147483647 + 1 AS x;
-- FAILED NUMERIC_VALUE_OUT_OF_RANGE: integer addition overflow: 2147483647 + 1

-- And for a narrower one.
SELECT CAST(300 AS tinyint) AS x;
-- FAILED NUMERIC_VALUE_OUT_OF_RANGE: Out of range for tinyint: 300

-- Between, in, not.
SELECT 5 BETWEEN 1 AND 5 AS inside, 5 NOT IN (1, 2) AS not_in, NOT true AS no, 2 IN (1, NULL) AS unknown;
-- | inside boolean | not_in boolean | no boolean | unknown boolean |
-- | true           | true           | false      | NULL            |

-- UUIDs and addresses.
SELECT CAST('12151fd2-7586-11e9-8f9e-2a86e4085a59' AS uuid) AS u, typeof(uuid()) AS t, IPADDRESS '10.0.0.1' AS ip, contains('10.0.0.0/8', IPADDRESS '10.255.0.1') AS inside;
-- | u uuid                               | t varchar | ip ipaddress | inside boolean |
-- | 12151fd2-7586-11e9-8f9e-2a86e4085a59 | uuid      | 10.0.0.1     | true           |
