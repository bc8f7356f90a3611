package lab.geospatial;

import static io.trino.geospatial.GeometryType.LINE_STRING;
import static io.trino.geospatial.GeometryType.POLYGON;
import static lab.geospatial.Shapes.read;
import static lab.geospatial.Shapes.write;

import com.esri.core.geometry.MultiVertexGeometry;
import com.esri.core.geometry.Point;
import com.esri.core.geometry.ogc.OGCGeometry;
import com.esri.core.geometry.ogc.OGCLineString;
import com.esri.core.geometry.ogc.OGCPoint;
import com.esri.core.geometry.ogc.OGCPolygon;
import io.airlift.slice.Slice;
import io.trino.geospatial.serde.JtsGeometrySerde;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/** Functions that give the points, rings and members that a shape is made of. Indices start at 1. */
public final class Parts {
    private Parts() {}

    @ScalarFunction("ST_GeometryN")
    @Description("Returns a member of a collection; NULL where it has none at the index")
    @SqlNullable
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice geometryN(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape, @SqlType("integer") long index) {
        return at(Shapes.parts(read(shape)), index);
    }

    @ScalarFunction("ST_Geometries")
    @Description("Returns the members of a collection; NULL for an empty shape")
    @SqlNullable
    @SqlType("array(Geometry)")
    public static Block geometries(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCGeometry given = read(shape);
        return given.isEmpty() ? null : Shapes.array(Shapes.parts(given));
    }

    @ScalarFunction("ST_NumGeometries")
    @Description("Returns how many members a collection has")
    @SqlType("integer")
    public static long numGeometries(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCGeometry given = read(shape);
        return given.isEmpty() ? 0 : Shapes.parts(given).size();
    }

    @ScalarFunction("ST_PointN")
    @Description("Returns a point of a linestring; NULL where it has none at the index")
    @SqlNullable
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice pointN(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape, @SqlType("integer") long index) {
        OGCLineString line = (OGCLineString) read("ST_PointN", shape, LINE_STRING);
        return index < 1 || index > line.numPoints() ? null : write(line.pointN((int) index - 1));
    }

    @ScalarFunction("ST_StartPoint")
    @Description("Returns the first point of a linestring; NULL for an empty one")
    @SqlNullable
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice startPoint(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCLineString line = (OGCLineString) read("ST_StartPoint", shape, LINE_STRING);
        return line.isEmpty() ? null : write(line.pointN(0));
    }

    @ScalarFunction("ST_EndPoint")
    @Description("Returns the last point of a linestring; NULL for an empty one")
    @SqlNullable
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice endPoint(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCLineString line = (OGCLineString) read("ST_EndPoint", shape, LINE_STRING);
        return line.isEmpty() ? null : write(line.pointN(line.numPoints() - 1));
    }

    @ScalarFunction("ST_Points")
    @Description("Returns all points of a shape; NULL for an empty one")
    @SqlNullable
    @SqlType("array(Geometry)")
    public static Block points(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        Coordinate[] coordinates = JtsGeometrySerde.deserialize(shape).getCoordinates();
        List<OGCGeometry> points = new ArrayList<>();
        Arrays.stream(coordinates).forEach(at -> points.add(new OGCPoint(new Point(at.x, at.y), null)));
        return points.isEmpty() ? null : Shapes.array(points);
    }

    @ScalarFunction("ST_ExteriorRing")
    @Description("Returns the outer ring of a polygon; NULL for an empty one")
    @SqlNullable
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice exteriorRing(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCPolygon polygon = (OGCPolygon) read("ST_ExteriorRing", shape, POLYGON);
        return polygon.isEmpty() ? null : write(polygon.exteriorRing());
    }

    @ScalarFunction("ST_InteriorRingN")
    @Description("Returns an inner ring of a polygon; NULL where it has none at the index")
    @SqlNullable
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice interiorRingN(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape, @SqlType("integer") long index) {
        return at(rings((OGCPolygon) read("ST_InteriorRingN", shape, POLYGON)), index);
    }

    @ScalarFunction("ST_InteriorRings")
    @Description("Returns the inner rings of a polygon; NULL for an empty one")
    @SqlNullable
    @SqlType("array(Geometry)")
    public static Block interiorRings(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCPolygon polygon = (OGCPolygon) read("ST_InteriorRings", shape, POLYGON);
        return polygon.isEmpty() ? null : Shapes.array(rings(polygon));
    }

    @ScalarFunction("ST_NumInteriorRing")
    @Description("Returns how many inner rings a polygon has; NULL for an empty one")
    @SqlNullable
    @SqlType("bigint")
    public static Long numInteriorRing(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCPolygon polygon = (OGCPolygon) read("ST_NumInteriorRing", shape, POLYGON);
        return polygon.isEmpty() ? null : (Long) (long) polygon.numInteriorRing();
    }

    private static List<OGCGeometry> rings(OGCPolygon polygon) {
        List<OGCGeometry> rings = new ArrayList<>();
        for (int i = 0; !polygon.isEmpty() && i < polygon.numInteriorRing(); i++) {
            rings.add(polygon.interiorRingN(i));
        }
        return rings;
    }

    private static Slice at(List<OGCGeometry> shapes, long index) {
        return index < 1 || index > shapes.size() ? null : write(shapes.get((int) index - 1));
    }
}
