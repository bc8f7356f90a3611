package lab.geospatial;

import static io.trino.geospatial.GeometryType.LINE_STRING;
import static io.trino.geospatial.GeometryType.MULTI_LINE_STRING;
import static io.trino.geospatial.GeometryType.MULTI_POLYGON;
import static io.trino.geospatial.GeometryType.POINT;
import static io.trino.geospatial.GeometryType.POLYGON;
import static java.lang.Math.PI;
import static java.lang.Math.abs;
import static java.lang.Math.atan2;
import static java.lang.Math.cos;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;
import static java.lang.Math.tan;
import static java.lang.Math.toRadians;
import static lab.geospatial.Shapes.check;
import static lab.geospatial.Shapes.read;

import com.esri.core.geometry.Envelope;
import com.esri.core.geometry.Geometry;
import com.esri.core.geometry.MultiPath;
import com.esri.core.geometry.MultiVertexGeometry;
import com.esri.core.geometry.Point;
import com.esri.core.geometry.Polygon;
import com.esri.core.geometry.ogc.OGCGeometry;
import com.esri.core.geometry.ogc.OGCPoint;
import io.airlift.slice.Slice;
import io.trino.geospatial.GeometryType;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Functions on the Earth as a sphere: X is the longitude and Y the latitude in degrees, lengths are metres. */
public final class Spherical {
    private static final double RADIUS_KM = 6371.01;
    private static final double RADIUS_M = RADIUS_KM * 1000;

    private Spherical() {}

    @ScalarFunction("to_spherical_geography")
    @Description("Returns a shape of degrees as one on the Earth")
    @SqlType(ShapeType.SPHERICAL_GEOGRAPHY_NAME)
    public static Slice toSpherical(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        for (Geometry part : Shapes.esri(read(shape))) {
            if (part instanceof Point point && !point.isEmpty()) {
                checkPlace(point.getY(), point.getX());
            } else if (part instanceof MultiVertexGeometry vertices) {
                for (int i = 0; i < vertices.getPointCount(); i++) {
                    checkPlace(vertices.getPoint(i).getY(), vertices.getPoint(i).getX());
                }
            } else if (part instanceof Envelope box && !box.isEmpty()) {
                checkPlace(box.getYMin(), box.getXMin());
                checkPlace(box.getYMax(), box.getXMax());
            }
        }
        return shape;
    }

    @ScalarFunction("to_geometry")
    @Description("Returns a shape on the Earth as one on the plane of its degrees")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice toPlane(@SqlType(ShapeType.SPHERICAL_GEOGRAPHY_NAME) Slice shape) {
        return shape;
    }

    @ScalarFunction("great_circle_distance")
    @Description("Returns the kilometres between two places along the surface of the Earth")
    @SqlType("double")
    public static double greatCircleDistance(
            @SqlType("double") double latitude1,
            @SqlType("double") double longitude1,
            @SqlType("double") double latitude2,
            @SqlType("double") double longitude2) {
        checkPlace(latitude1, longitude1);
        checkPlace(latitude2, longitude2);
        return RADIUS_KM * angle(latitude1, longitude1, latitude2, longitude2);
    }

    @ScalarFunction("ST_Distance")
    @Description("Returns the metres between two points along the surface of the Earth; NULL where one is empty")
    @SqlNullable
    @SqlType("double")
    public static Double distance(
            @SqlType(ShapeType.SPHERICAL_GEOGRAPHY_NAME) Slice first,
            @SqlType(ShapeType.SPHERICAL_GEOGRAPHY_NAME) Slice second) {
        OGCPoint point = (OGCPoint) readSpherical("ST_Distance", first, POINT);
        OGCPoint other = (OGCPoint) readSpherical("ST_Distance", second, POINT);
        if (point.isEmpty() || other.isEmpty()) {
            return null;
        }
        return RADIUS_M * angle(point.Y(), point.X(), other.Y(), other.X());
    }

    @ScalarFunction("ST_Length")
    @Description("Returns the metres of a linestring or multi-linestring on the Earth; NULL for an empty one")
    @SqlNullable
    @SqlType("double")
    public static Double length(@SqlType(ShapeType.SPHERICAL_GEOGRAPHY_NAME) Slice shape) {
        OGCGeometry line = readSpherical("ST_Length", shape, LINE_STRING, MULTI_LINE_STRING);
        if (line.isEmpty()) {
            return null;
        }
        MultiPath paths = (MultiPath) line.getEsriGeometry();
        double length = 0;
        for (int path = 0; path < paths.getPathCount(); path++) {
            for (int i = paths.getPathStart(path) + 1; i < paths.getPathEnd(path); i++) {
                Point from = paths.getPoint(i - 1);
                Point to = paths.getPoint(i);
                length += angle(from.getY(), from.getX(), to.getY(), to.getX());
            }
        }
        return RADIUS_M * length;
    }

    @ScalarFunction("ST_Area")
    @Description("Returns the square metres of a polygon or multi-polygon on the Earth; NULL for an empty one")
    @SqlNullable
    @SqlType("double")
    public static Double area(@SqlType(ShapeType.SPHERICAL_GEOGRAPHY_NAME) Slice shape) {
        OGCGeometry given = readSpherical("ST_Area", shape, POLYGON, MULTI_POLYGON);
        if (given.isEmpty()) {
            return null;
        }
        Polygon polygon = (Polygon) given.getEsriGeometry();
        double area = 0;
        for (int ring = 0; ring < polygon.getPathCount(); ring++) {
            // a flat ring around a pole has no direction on the plane, but the first one is never a hole
            boolean outer = ring == 0 || (Shapes.kind(given) == MULTI_POLYGON && polygon.isExteriorRing(ring));
            area += outer ? ringArea(polygon, ring) : -ringArea(polygon, ring);
        }
        return RADIUS_M * RADIUS_M * area;
    }

    /**
     * The area of a ring on the unit sphere: what lies between each of its edges and the equator, added up. A ring around a
     * pole goes once around the axis; then it is the rest of the hemisphere.
     */
    private static double ringArea(Polygon polygon, int ring) {
        int start = polygon.getPathStart(ring);
        int size = polygon.getPathEnd(ring) - start;
        check(size >= 3, "Polygon is not valid: a loop contains less then 3 vertices.");
        double area = 0;
        double turned = 0;
        for (int i = 0; i < size; i++) {
            Point from = polygon.getPoint(start + i);
            Point to = polygon.getPoint(start + (i + 1) % size);
            check(!from.equals(to), "Polygon is not valid: it has two identical consecutive vertices");
            double turn = Math.IEEEremainder(toRadians(to.getX() - from.getX()), 2 * PI);
            double one = tan(toRadians(from.getY()) / 2);
            double other = tan(toRadians(to.getY()) / 2);
            area += 2 * atan2(tan(turn / 2) * (one + other), 1 + one * other);
            turned += turn;
        }
        return abs(turned) > PI ? abs(2 * PI - abs(area)) : abs(area);
    }

    /** The angle between two places as seen from the centre of the Earth, exact for near places and for opposite ones. */
    private static double angle(double latitude1, double longitude1, double latitude2, double longitude2) {
        double from = toRadians(latitude1);
        double to = toRadians(latitude2);
        double turn = toRadians(longitude1) - toRadians(longitude2);
        double east = cos(to) * sin(turn);
        double north = cos(from) * sin(to) - sin(from) * cos(to) * cos(turn);
        return atan2(sqrt(east * east + north * north), sin(from) * sin(to) + cos(from) * cos(to) * cos(turn));
    }

    private static void checkPlace(double latitude, double longitude) {
        check(latitude >= -90 && latitude <= 90, "Latitude must be between -90 and 90");
        check(longitude >= -180 && longitude <= 180, "Longitude must be between -180 and 180");
    }

    private static OGCGeometry readSpherical(String function, Slice bytes, GeometryType... kinds) {
        OGCGeometry shape = read(bytes);
        GeometryType kind = Shapes.kind(shape);
        String names = Arrays.stream(kinds).map(Enum::name).collect(Collectors.joining(" or "));
        check(Arrays.asList(kinds).contains(kind), "When applied to SphericalGeography inputs, " + function
                + " only supports " + names + ". Input type is: " + kind);
        return shape;
    }
}
