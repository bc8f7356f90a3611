"""Athena's geospatial functions against Shapely, on shapes that a seeded generator draws."""

import json
import math
import random
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

seed = 20250712
count = 60


def drawn(random_number: random.Random) -> BaseGeometry:
    """A valid shape of any kind, with corners on a grid so that shapes touch often."""

    def corner() -> tuple[int, int]:
        return random_number.randrange(12), random_number.randrange(12)

    def box() -> BaseGeometry:
        (x, y), (width, height) = corner(), corner()
        return shapely.box(x, y, x + width + 1, y + height + 1)

    def line() -> BaseGeometry:
        first, second, third = random_number.sample([(x, y) for x in range(12) for y in range(12)], 3)
        return shapely.LineString([first, second, third])

    kind = random_number.randrange(6)
    if kind == 0:
        return shapely.Point(corner())
    if kind == 1:
        return line()
    if kind == 2:
        return box()
    if kind == 3:
        return box().difference(box()) or box()
    if kind == 4:
        return shapely.MultiPoint(random_number.sample([(x, y) for x in range(12) for y in range(12)], 4))
    return shapely.MultiLineString([[(0, 0), corner()], [(20, 20), corner()]])


def pairs() -> list[tuple[BaseGeometry, BaseGeometry]]:
    random_number = random.Random(seed)
    found = []
    while len(found) < count:
        first, second = drawn(random_number), drawn(random_number)
        if first.is_valid and second.is_valid and not first.is_empty and not second.is_empty:
            found.append((first, second))
    return found


def values(shapes: Iterable[tuple[BaseGeometry, BaseGeometry]]) -> str:
    rows = ", ".join(f"({index}, '{a.wkt}', '{b.wkt}')" for index, (a, b) in enumerate(shapes))
    return f"""(SELECT i, ST_GeometryFromText(first) AS a, ST_GeometryFromText(second) AS b
        FROM (VALUES {rows}) AS t (i, first, second))"""


def test_relations(ask: Any) -> None:
    names = ["contains", "within", "intersects", "disjoint", "crosses", "overlaps", "touches", "equals"]
    drawn_pairs = pairs()
    told = ask(
        f"SELECT {', '.join(f'ST_{name}(a, b)' for name in names)} FROM {values(drawn_pairs)} ORDER BY i"
    )
    seen = set()
    for (a, b), row in zip(drawn_pairs, told, strict=True):
        for name, value in zip(names, row, strict=True):
            expected = bool(getattr(a, name)(b))
            seen.add((name, expected))
            assert value == str(expected).lower(), (name, a.wkt, b.wkt)
    assert len(seen) >= 2 * len(names) - 2, "the shapes drawn do not show every relation"


def same(shape: BaseGeometry, other: BaseGeometry) -> bool:
    """But for rounding, and for corners in the middle of a straight line."""
    if shape.is_empty or other.is_empty:
        return shape.is_empty and other.is_empty
    return (
        shape.hausdorff_distance(other) < 1e-9
        and math.isclose(shape.area, other.area, abs_tol=1e-9)
        and math.isclose(shape.length, other.length, abs_tol=1e-9)
    )


def test_operations(ask: Any) -> None:
    drawn_pairs = pairs()
    operations: dict[str, Callable[[BaseGeometry, BaseGeometry], BaseGeometry]] = {
        "ST_Union(a, b)": lambda a, b: a.union(b),
        "geometry_union(ARRAY[a, b])": lambda a, b: a.union(b),
        "ST_Intersection(a, b)": lambda a, b: a.intersection(b),
        "ST_Difference(a, b)": lambda a, b: a.difference(b),
        "ST_ConvexHull(a)": lambda a, b: a.convex_hull,
        "ST_Envelope(a)": lambda a, b: a.envelope,
        "ST_GeomFromBinary(ST_AsBinary(a))": lambda a, b: a,
        "to_geometry(from_geojson_geometry(to_geojson_geometry(a)))": lambda a, b: a,
    }
    calls = ", ".join(f"ST_AsText({call})" for call in operations)
    told = ask(f"SELECT {calls} FROM {values(drawn_pairs)} ORDER BY i")
    for (a, b), row in zip(drawn_pairs, told, strict=True):
        for (call, expected), text in zip(operations.items(), row, strict=True):
            shape = shapely.from_wkt(text)
            assert same(shape, expected(a, b)), (call, a.wkt, b.wkt, text)


def test_measures(ask: Any) -> None:
    drawn_pairs = pairs()
    measures: dict[str, Callable[[BaseGeometry, BaseGeometry], float]] = {
        "ST_Area(a)": lambda a, b: a.area,
        "ST_Distance(a, b)": lambda a, b: a.distance(b),
        "ST_XMin(a)": lambda a, b: a.bounds[0],
        "ST_YMin(a)": lambda a, b: a.bounds[1],
        "ST_XMax(a)": lambda a, b: a.bounds[2],
        "ST_YMax(a)": lambda a, b: a.bounds[3],
        "ST_X(ST_Centroid(a))": lambda a, b: a.centroid.x,
        "ST_Y(ST_Centroid(a))": lambda a, b: a.centroid.y,
        "ST_NumGeometries(a)": lambda a, b: shapely.get_num_geometries(a),
        "ST_Dimension(a)": lambda a, b: shapely.get_dimensions(a),
        "cardinality(ST_Points(a))": lambda a, b: shapely.get_num_coordinates(a),
        "ST_Area(ST_Buffer(a, 2))": lambda a, b: a.buffer(2, quad_segs=24).area,
    }
    told = ask(f"SELECT {', '.join(measures)} FROM {values(drawn_pairs)} ORDER BY i")
    for (a, b), row in zip(drawn_pairs, told, strict=True):
        for (call, expected), text in zip(measures.items(), row, strict=True):
            within = 1e-3 if "Buffer" in call else 1e-9
            assert math.isclose(float(text), expected(a, b), rel_tol=within, abs_tol=1e-9), (
                call,
                a.wkt,
                b.wkt,
            )


def test_lines(ask: Any) -> None:
    random_number = random.Random(seed)
    lines = [
        shapely.LineString([(random_number.random(), random_number.random()) for _ in range(5)])
        for _ in range(20)
    ]
    points = [shapely.Point(random_number.random(), random_number.random()) for _ in lines]
    shapes = values(zip(lines, points, strict=True))
    told = ask(f"""SELECT ST_Length(a), line_locate_point(a, b), ST_X(line_interpolate_point(a, 0.3)),
        ST_X(line_interpolate_points(a, 0.25)[3]), ST_NumPoints(simplify_geometry(a, 0.2)),
        ST_X(ST_PointN(a, 2)), ST_X(ST_StartPoint(a)), ST_Y(ST_EndPoint(a)),
        ST_X(ST_EndPoint(from_encoded_polyline(to_encoded_polyline(a)))) FROM {shapes} ORDER BY i""")
    for line, point, row in zip(lines, points, told, strict=True):
        expected = [
            line.length,
            line.project(point, normalized=True),
            line.interpolate(0.3, normalized=True).x,
            line.interpolate(0.75, normalized=True).x,
            len(line.simplify(0.2).coords),
            line.coords[1][0],
            line.coords[0][0],
            line.coords[-1][1],
        ]
        assert [float(text) for text in row[:-1]] == pytest.approx(expected)
        assert float(row[-1]) == pytest.approx(line.coords[-1][0], abs=1e-5)


def on_sphere(longitude: float, latitude: float) -> tuple[float, float, float]:
    x, y = math.radians(longitude), math.radians(latitude)
    return math.cos(y) * math.cos(x), math.cos(y) * math.sin(x), math.sin(y)


def angle(first: tuple[float, float, float], second: tuple[float, float, float]) -> float:
    return math.acos(max(-1, min(1, sum(a * b for a, b in zip(first, second, strict=True)))))


def triangle_area(corners: list[tuple[float, float]]) -> float:
    """By L'Huilier's theorem from the sides, in square radians."""
    a, b, c = (angle(on_sphere(*corners[i]), on_sphere(*corners[i - 1])) for i in range(3))
    half = (a + b + c) / 2
    product = (
        math.tan(half / 2) * math.tan((half - a) / 2) * math.tan((half - b) / 2) * math.tan((half - c) / 2)
    )
    return 4 * math.atan(math.sqrt(max(0, product)))


def test_the_earth(ask: Any) -> None:
    radius = 6_371_010
    random_number = random.Random(seed)

    def place() -> tuple[float, float]:
        return random_number.uniform(-80, 80), random_number.uniform(-80, 80)

    triangles = [shapely.Polygon([place(), place(), place()]) for _ in range(30)]
    shapes = values((triangle, shapely.LineString(triangle.exterior)) for triangle in triangles)
    told = ask(f"""SELECT ST_Area(to_spherical_geography(a)), ST_Length(to_spherical_geography(b)),
        ST_Distance(to_spherical_geography(p), to_spherical_geography(q)),
        1000 * great_circle_distance(ST_Y(p), ST_X(p), ST_Y(q), ST_X(q))
        FROM (SELECT *, ST_StartPoint(b) AS p, ST_PointN(b, 2) AS q FROM {shapes}) ORDER BY i""")
    for triangle, row in zip(triangles, told, strict=True):
        corners = list(triangle.exterior.coords)
        sides = [angle(on_sphere(*a), on_sphere(*b)) for a, b in pairwise(corners)]
        area, length, distance, great_circle = (float(text) for text in row)
        assert area == pytest.approx(radius**2 * triangle_area(corners[:3]), rel=1e-6)
        assert length == pytest.approx(radius * sum(sides))
        assert distance == pytest.approx(radius * sides[0])
        assert great_circle == pytest.approx(radius * sides[0])


def quad_key(longitude: float, latitude: float, zoom: int) -> str:
    """By the formulae of Bing's tile system."""
    sine = math.sin(math.radians(latitude))
    x = int((longitude + 180) / 360 * 2**zoom)
    y = int((0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * 2**zoom)
    return "".join(str((x >> bit & 1) + 2 * (y >> bit & 1)) for bit in reversed(range(zoom)))


def test_bing_tiles(ask: Any) -> None:
    random_number = random.Random(seed)
    places = [
        (random_number.uniform(-179, 179), random_number.uniform(-84, 84), 1 + i % 23) for i in range(46)
    ]
    rows = ", ".join(f"({i}, {x!r}, {y!r}, {zoom})" for i, (x, y, zoom) in enumerate(places))
    told = ask(f"""SELECT bing_tile_quadkey(bing_tile_at(y, x, zoom)),
        bing_tile_zoom_level(bing_tile_at(y, x, zoom)),
        ST_Contains(bing_tile_polygon(bing_tile_at(y, x, zoom)), ST_Point(x, y)),
        bing_tile(bing_tile_quadkey(bing_tile_at(y, x, zoom))) = bing_tile_at(y, x, zoom),
        contains(bing_tiles_around(y, x, zoom), bing_tile_at(y, x, zoom))
        FROM (VALUES {rows}) AS t (i, x, y, zoom) ORDER BY i""")
    for (x, y, zoom), row in zip(places, told, strict=True):
        assert row == [quad_key(x, y, zoom), str(zoom), "true", "true", "true"]


def test_tiles_that_cover_a_shape(ask: Any) -> None:
    random_number = random.Random(seed)
    shapes = [
        shapely.Point(random_number.uniform(-90, 90), random_number.uniform(-60, 60)).buffer(8)
        for _ in range(6)
    ]
    told = ask(f"""SELECT i, json_format(CAST(transform(
            geometry_to_bing_tiles(a, 6), t -> ST_AsText(bing_tile_polygon(t))) AS JSON))
        FROM {values(zip(shapes, shapes, strict=True))} ORDER BY i""")
    for shape, (_, text) in zip(shapes, told, strict=True):
        tiles = [shapely.from_wkt(tile) for tile in json.loads(text or "")]
        assert shapely.union_all(tiles).covers(shape)
        assert all(tile.intersects(shape) for tile in tiles)
        assert len(set(tiles)) == len(tiles)


def test_tiles_within_a_radius(ask: Any) -> None:
    random_number = random.Random(seed)
    for kilometres in (30, 400):
        longitude, latitude = random_number.uniform(-170, 170), random_number.uniform(-60, 60)
        told = ask(
            f"""SELECT bing_tile_quadkey(t) FROM
                UNNEST(bing_tiles_around({latitude!r}, {longitude!r}, 8, {kilometres})) AS u (t)"""
        )
        found = {key for (key,) in told}
        near = {
            quad_key(longitude + east, latitude + north, 8)
            for east in (step / 20 for step in range(-160, 161))
            for north in (step / 20 for step in range(-80, 81))
            if 6371.01 * angle(on_sphere(longitude, latitude), on_sphere(longitude + east, latitude + north))
            <= kilometres
        }
        assert near <= found
        # a tile of which only a corner between two samples is near
        assert len(found - near) <= 2


def test_aggregations_and_spatial_joins(ask: Any) -> None:
    random_number = random.Random(seed)
    points = [(random_number.uniform(0, 100), random_number.uniform(0, 100)) for _ in range(400)]
    boxes = [shapely.box(x, y, x + 9, y + 7) for x, y in points[:40]]
    point_rows = ", ".join(f"({x!r}, {y!r})" for x, y in points)
    box_rows = ", ".join(f"({i}, '{box.wkt}')" for i, box in enumerate(boxes))
    tables = f"""WITH points AS (SELECT ST_Point(x, y) AS p FROM (VALUES {point_rows}) AS t (x, y)),
        boxes AS (SELECT i, ST_GeometryFromText(w) AS box FROM (VALUES {box_rows}) AS t (i, w)) """
    hull, union = ask(
        f"{tables} SELECT ST_AsText(convex_hull_agg(box)), ST_AsText(geometry_union_agg(box)) FROM boxes"
    )[0]
    assert shapely.from_wkt(hull).area == pytest.approx(shapely.MultiPolygon(boxes).convex_hull.area)
    assert shapely.from_wkt(union).symmetric_difference(shapely.union_all(boxes)).area < 1e-6
    shapes = [shapely.Point(point) for point in points]
    joins = {
        "ST_Contains(box, p)": sum(box.contains(point) for box in boxes for point in shapes),
        "ST_Intersects(p, box)": sum(box.intersects(point) for box in boxes for point in shapes),
        "ST_Distance(box, p) <= 3": sum(box.distance(point) <= 3 for box in boxes for point in shapes),
    }
    for condition, expected in joins.items():
        join = f"FROM points JOIN boxes ON {condition}"
        assert ask(f"{tables} SELECT count(*) {join}") == [[str(expected)]]
        plan = "\n".join(str(line) for line in ask(f"EXPLAIN {tables} SELECT count(*) {join}"))
        assert "SpatialInnerJoin" in plan and "CrossJoin" not in plan
    left = ask(f"{tables} SELECT count(*), count(i) FROM points LEFT JOIN boxes ON ST_Contains(box, p)")
    alone = sum(not any(box.contains(point) for box in boxes) for point in shapes)
    assert left == [[str(joins["ST_Contains(box, p)"] + alone), str(joins["ST_Contains(box, p)"])]]
