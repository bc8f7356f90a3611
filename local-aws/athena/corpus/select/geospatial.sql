-- Geospatial functions. Expected: by hand and from the examples of Athena's documentation.

-- A point as text.
SELECT ST_AsText(ST_Point(61.56, -158.54)) AS point, ST_X(ST_Point(1, 2)) AS x, ST_Y(ST_Point(1, 2)) AS y;
-- todo geospatial functions
-- OK DML SELECT
-- | point varchar         | x double | y double |
-- | POINT (61.56 -158.54) | 1.0      | 2.0      |

-- Is the defect inside of the region of interest?
SELECT ST_Contains(ST_GeometryFromText('POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0))'), ST_Point(x, y)) AS inside FROM (VALUES (5, 5), (11, 5)) AS t (x, y) ORDER BY x;
-- todo geospatial functions
-- | inside boolean |
-- | true           |
-- | false          |

-- Area, length, distance in the plane.
SELECT ST_Area(ST_Polygon('polygon ((0 0, 0 2, 3 2, 3 0, 0 0))')) AS area, ST_Length(ST_LineFromText('linestring (0 0, 3 4)')) AS length, ST_Distance(ST_Point(0, 0), ST_Point(3, 4)) AS distance;
-- todo geospatial functions
-- | area double | length double | distance double |
-- | 6.0         | 5.0           | 5.0             |

-- The box around a shape.
SELECT ST_XMin(g) AS x1, ST_XMax(g) AS x2, ST_YMax(g) AS y2, ST_AsText(ST_Envelope(g)) AS box FROM (SELECT ST_LineFromText('linestring (1 1, 4 3)') AS g);
-- todo geospatial functions
-- | x1 double | x2 double | y2 double | box varchar                         |
-- | 1.0       | 4.0       | 3.0       | POLYGON ((1 1, 1 3, 4 3, 4 1, 1 1)) |

-- Overlap of two boxes: intersection over union.
SELECT ST_Area(ST_Intersection(a, b)) / ST_Area(ST_Union(a, b)) AS iou FROM (SELECT ST_Polygon('polygon ((0 0, 0 2, 2 2, 2 0, 0 0))') AS a, ST_Polygon('polygon ((1 0, 1 2, 3 2, 3 0, 1 0))') AS b);
-- todo geospatial functions
-- | iou double |
-- | ≈ 0.33333  |

-- Touching and crossing.
SELECT ST_Intersects(ST_Point(0, 0), ST_LineFromText('linestring (0 0, 1 1)')) AS meets, ST_Disjoint(ST_Point(5, 5), ST_Point(6, 6)) AS apart, ST_Equals(ST_Point(1, 1), ST_Point(1, 1)) AS same;
-- todo geospatial functions
-- | meets boolean | apart boolean | same boolean |
-- | true          | true          | true         |

-- The great circle between Los Angeles and Nashville, in kilometres.
SELECT great_circle_distance(36.12, -86.67, 33.94, -118.40) AS km;
-- todo geospatial functions
-- | km double  |
-- | ≈ 2886.449 |

-- A hull and its points.
SELECT ST_NumPoints(ST_ConvexHull(ST_MultiPoint(ARRAY[ST_Point(0, 0), ST_Point(4, 0), ST_Point(4, 4), ST_Point(2, 1)]))) AS points;
-- todo geospatial functions
-- | points bigint |
-- | 4             |

-- A shape that is none.
SELECT ST_GeometryFromText('POLYGON ((0 0') AS g;
-- todo geospatial functions
-- FAILED INVALID_FUNCTION_ARGUMENT
