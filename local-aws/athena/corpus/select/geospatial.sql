-- Geospatial functions. Expected: by hand, from the examples of Athena's and Trino's documentation and of Trino's published
-- tests, and by the formulae of the sphere. Shapes at random against Shapely: tests/clients/test_geospatial.py.

-- A point as text.
SELECT ST_AsText(ST_Point(61.56, -158.54)) AS point, ST_X(ST_Point(1, 2)) AS x, ST_Y(ST_Point(1, 2)) AS y;
-- OK DML SELECT
-- | point varchar         | x double | y double |
-- | POINT (61.56 -158.54) | 1.0      | 2.0      |

-- Is the defect inside of the region of interest?
SELECT ST_Contains(ST_GeometryFromText('POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0))'), ST_Point(x, y)) AS inside FROM (VALUES (5, 5), (11, 5)) AS t (x, y) ORDER BY x;
-- | inside boolean |
-- | true           |
-- | false          |

-- Area, length, distance in the plane.
SELECT ST_Area(ST_Polygon('polygon ((0 0, 0 2, 3 2, 3 0, 0 0))')) AS area, ST_Length(ST_LineFromText('linestring (0 0, 3 4)')) AS length, ST_Distance(ST_Point(0, 0), ST_Point(3, 4)) AS distance;
-- | area double | length double | distance double |
-- | 6.0         | 5.0           | 5.0             |

-- The box around a shape.
SELECT ST_XMin(g) AS x1, ST_XMax(g) AS x2, ST_YMax(g) AS y2, ST_AsText(ST_Envelope(g)) AS box FROM (SELECT ST_LineFromText('linestring (1 1, 4 3)') AS g);
-- | x1 double | x2 double | y2 double | box varchar                         |
-- | 1.0       | 4.0       | 3.0       | POLYGON ((1 1, 4 1, 4 3, 1 3, 1 1)) |

-- Overlap of two boxes: intersection over union.
SELECT ST_Area(ST_Intersection(a, b)) / ST_Area(ST_Union(a, b)) AS iou FROM (SELECT ST_Polygon('polygon ((0 0, 0 2, 2 2, 2 0, 0 0))') AS a, ST_Polygon('polygon ((1 0, 1 2, 3 2, 3 0, 1 0))') AS b);
-- | iou double |
-- | ≈ 0.33333  |

-- Touching and crossing.
SELECT ST_Intersects(ST_Point(0, 0), ST_LineFromText('linestring (0 0, 1 1)')) AS meets, ST_Disjoint(ST_Point(5, 5), ST_Point(6, 6)) AS apart, ST_Equals(ST_Point(1, 1), ST_Point(1, 1)) AS same;
-- | meets boolean | apart boolean | same boolean |
-- | true          | true          | true         |

-- The great circle between Los Angeles and Nashville, in kilometres.
SELECT great_circle_distance(36.12, -86.67, 33.94, -118.40) AS km;
-- | km double  |
-- | ≈ 2886.449 |

-- A hull and its points: the last one, which closes the ring, is not counted.
SELECT ST_NumPoints(ST_ConvexHull(ST_MultiPoint(ARRAY[ST_Point(0, 0), ST_Point(4, 0), ST_Point(4, 4), ST_Point(2, 1)]))) AS points;
-- | points bigint |
-- | 3             |

-- A shape that is none.
SELECT ST_GeometryFromText('POLYGON ((0 0') AS g;
-- FAILED INVALID_FUNCTION_ARGUMENT

-- A shape without ST_AsText is its text, in an array and in a row, too.
SELECT ST_Point(1, 2.5) AS p, ARRAY[ST_Point(1, 2)] AS list, geometry_nearest_points(ST_Point(0, 0), ST_LineFromText('LINESTRING (1 -1, 1 1)')) AS nearest;
-- | p Geometry    | list array    | nearest row                               |
-- | POINT (1 2.5) | [POINT (1 2)] | {field0=POINT (0 0), field1=POINT (1 0)} |

-- The ring of a polygon is closed, and turned so that it runs against the clock.
SELECT ST_AsText(ST_Polygon('POLYGON ((1 1, 1 4, 4 4, 4 1))')) AS polygon, ST_AsText(ST_LineString(ARRAY[ST_Point(1, 2), ST_Point(3, 4)])) AS line, ST_AsText(ST_MultiPoint(ARRAY[ST_Point(1, 2), ST_Point(3, 4)])) AS points;
-- | polygon varchar                     | line varchar          | points varchar            |
-- | POLYGON ((1 1, 4 1, 4 4, 1 4, 1 1)) | LINESTRING (1 2, 3 4) | MULTIPOINT ((1 2), (3 4)) |

-- A distance on the plane is in degrees, one on the Earth in metres.
SELECT ST_Distance(ST_Point(-71.0882, 42.3607), ST_Point(-74.1197, 40.6976)) AS degrees, ST_Distance(to_spherical_geography(ST_Point(-71.0882, 42.3607)), to_spherical_geography(ST_Point(-74.1197, 40.6976))) AS metres;
-- | degrees double | metres double |
-- | ≈ 3.4577       | ≈ 312822.179  |

-- An eighth of the Earth: four pi r squared over eight. A quarter of the equator: two pi r over four.
SELECT ST_Area(to_spherical_geography(ST_Polygon('POLYGON ((90 0, 0 0, 0 90))'))) / 1e12 AS area, ST_Length(to_spherical_geography(ST_LineFromText('LINESTRING (0 0, 45 0, 90 0)'))) / 1e3 AS length;
-- | area double | length double |
-- | ≈ 63.75826  | ≈ 10007.5591  |

-- WKB, GeoJSON and the bytes of Esri's framework for Hadoop.
SELECT ST_AsText(ST_GeomFromBinary(ST_AsBinary(ST_Point(1, 2)))) AS wkb, ST_AsText(to_geometry(from_geojson_geometry('{"type": "LineString", "coordinates": [[1, 2], [3, 4]], "other": 5}'))) AS geojson, ST_AsText(geometry_from_hadoop_shape(from_hex('000000000101000000000000000000F03F0000000000000040'))) AS hadoop;
-- | wkb varchar | geojson varchar       | hadoop varchar |
-- | POINT (1 2) | LINESTRING (1 2, 3 4) | POINT (1 2)    |

-- Members, rings and points.
SELECT ST_NumGeometries(g) AS members, ST_AsText(ST_GeometryN(g, 2)) AS second, ST_AsText(ST_GeometryN(g, 3)) AS third, cardinality(ST_Points(g)) AS points, ST_GeometryType(g) AS kind FROM (SELECT ST_GeometryFromText('MULTIPOINT (1 2, 3 4)') AS g);
-- | members integer | second varchar | third varchar | points bigint | kind varchar  |
-- | 2               | POINT (3 4)    | NULL          | 2             | ST_MultiPoint |

SELECT ST_NumInteriorRing(g) AS holes, ST_AsText(ST_InteriorRingN(g, 1)) AS hole, ST_NumPoints(g) AS points, ST_IsClosed(ST_ExteriorRing(g)) AS closed FROM (SELECT ST_Polygon('POLYGON ((0 0, 8 0, 0 8, 0 0), (1 1, 1 5, 5 1, 1 1))') AS g);
-- | holes bigint | hole varchar                     | points bigint | closed boolean |
-- | 1            | LINESTRING (1 1, 1 5, 5 1, 1 1) | 6             | true           |

-- Why a shape is not valid.
SELECT ST_IsValid(g) AS valid, geometry_invalid_reason(g) AS reason FROM (SELECT ST_Polygon('POLYGON ((0 0, 1 1, 0 1, 1 0, 0 0))') AS g);
-- | valid boolean | reason varchar                                                           |
-- | false         | Intersecting or overlapping segments at or near (1.0 0.0) and (1.0 1.0) |

-- Along a line.
SELECT line_locate_point(g, ST_Point(0.9, 1)) AS located, ST_X(line_interpolate_point(g, 0.5)) AS middle FROM (SELECT ST_LineFromText('LINESTRING (0 0, 0 1, 2 1)') AS g);
-- | located double | middle double |
-- | ≈ 0.63333      | ≈ 0.5         |

-- Fewer points.
SELECT ST_AsText(simplify_geometry(ST_Polygon('POLYGON ((1 0, 1 1, 2 1, 2 3, 3 3, 3 1, 4 1, 4 0, 1 0))'), 1.0)) AS simple, ST_AsText(ST_Boundary(ST_LineFromText('LINESTRING (8 4, 5 7)'))) AS boundary;
-- | simple varchar                      | boundary varchar           |
-- | POLYGON ((1 0, 4 0, 3 3, 2 3, 1 0)) | MULTIPOINT ((8 4), (5 7)) |

-- What many shapes cover together, and the hull around them; NULL of no shapes.
SELECT ST_Area(geometry_union_agg(g)) AS covered, ST_Area(convex_hull_agg(g)) AS hull, ST_Area(geometry_union(array_agg(g))) AS again, geometry_union_agg(g) FILTER (WHERE x > 9) IS NULL AS nothing FROM (SELECT x, ST_Envelope(ST_MultiPoint(ARRAY[ST_Point(x, 0), ST_Point(x + 2, 2)])) AS g FROM (VALUES 0, 1, 4) AS t (x));
-- | covered double | hull double | again double | nothing boolean |
-- | 10.0           | 12.0        | 10.0         | true            |

-- Bing tiles.
SELECT bing_tile_at(30.12, 60, 15) AS tile, bing_tile_quadkey(bing_tile(21845, 13506, 15)) AS quadkey, bing_tile_zoom_level(bing_tile('213')) AS zoom, bing_tile_coordinates(bing_tile('213')) AS place, bing_tile('213') = bing_tile(3, 5, 3) AS same;
-- | tile BingTile              | quadkey varchar | zoom tinyint | place row  | same boolean |
-- | {x=21845, y=13506, zoom=15} | 123030123010121 | 3            | {x=3, y=5} | true         |

SELECT transform(geometry_to_bing_tiles(ST_Polygon('POLYGON ((0 0, 0 10, 10 10))'), 6), t -> bing_tile_quadkey(t)) AS covering, transform(bing_tiles_around(30.12, 60, 1), t -> bing_tile_quadkey(t)) AS around, cardinality(bing_tiles_around(30.12, 60, 19, 0.05)) AS near;
-- | covering array           | around array | near bigint |
-- | [122220, 122222, 122221] | [0, 2, 1, 3] | 7           |

SELECT bing_tile_polygon(bing_tile(1, 1, 1)) AS polygon;
-- has POLYGON ((0 -85.05112877980659, 180 -85.05112877980659

SELECT bing_tile(10, 2, 3) AS tile;
-- FAILED INVALID_FUNCTION_ARGUMENT: XY coordinates for a Bing tile at zoom level 3 must be within [0, 8) range

-- Encoded polylines, with the example of the format's description.
SELECT to_encoded_polyline(ST_LineFromText('LINESTRING (-120.2 38.5, -120.95 40.7, -126.453 43.252)')) AS polyline, ST_AsText(from_encoded_polyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@')) AS line;
-- | polyline varchar           | line varchar                                           |
-- | _p~iF~ps|U_ulLnnqC_mqNvxq`@ | LINESTRING (-120.2 38.5, -120.95 40.7, -126.453 43.252) |

-- What functions do not take.
SELECT ST_Length(ST_Polygon('POLYGON ((1 1, 1 4, 4 4, 4 1))')) AS length;
-- FAILED INVALID_FUNCTION_ARGUMENT: ST_Length only applies to LINE_STRING or MULTI_LINE_STRING. Input type is: POLYGON

SELECT great_circle_distance(100, 20, 30, 40) AS km;
-- FAILED INVALID_FUNCTION_ARGUMENT: Latitude must be between -90 and 90

SELECT ST_Buffer(ST_Point(0, 0), -1) AS g;
-- FAILED INVALID_FUNCTION_ARGUMENT: distance is negative

-- H3 is no part of Athena.
SELECT geometry_to_h3(ST_Point(1, 2)) AS cell;
-- FAILED FUNCTION_NOT_FOUND: line 1:8: Function 'geometry_to_h3' not registered

-- A shape is no type of a column.
CREATE TABLE shapes AS SELECT ST_Point(1, 2) AS p;
-- FAILED NOT_SUPPORTED: Unsupported Hive type: Geometry
