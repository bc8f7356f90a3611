package lab.geospatial;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.geospatial.GeometryType.LINE_STRING;
import static io.trino.geospatial.GeometryType.MULTI_LINE_STRING;
import static io.trino.geospatial.GeometryType.MULTI_POINT;
import static io.trino.geospatial.GeometryType.MULTI_POLYGON;
import static io.trino.geospatial.GeometryType.POINT;
import static io.trino.geospatial.GeometryType.POLYGON;
import static lab.geospatial.Shapes.read;
import static lab.geospatial.Shapes.write;

import com.esri.core.geometry.Envelope;
import com.esri.core.geometry.Geometry;
import com.esri.core.geometry.MultiVertexGeometry;
import com.esri.core.geometry.NonSimpleResult;
import com.esri.core.geometry.OperatorSimplifyOGC;
import com.esri.core.geometry.Point;
import com.esri.core.geometry.ogc.OGCGeometry;
import com.esri.core.geometry.ogc.OGCLineString;
import com.esri.core.geometry.ogc.OGCMultiLineString;
import com.esri.core.geometry.ogc.OGCPoint;
import io.airlift.slice.Slice;
import io.trino.geospatial.GeometryUtils;
import io.trino.geospatial.serde.GeometrySerde;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import java.util.function.ToDoubleFunction;

/** Functions that tell a number, a text or a yes or no about shapes on the plane. */
public final class Measures {
    private Measures() {}

    @ScalarFunction("ST_Area")
    @Description("Returns the area of a shape")
    @SqlType("double")
    public static double area(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return Shapes.esri(read(shape)).stream().mapToDouble(Geometry::calculateArea2D).sum();
    }

    @ScalarFunction("ST_Centroid")
    @Description("Returns the centre of a shape")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice centroid(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCGeometry given = read(
                "ST_Centroid", shape, POINT, MULTI_POINT, LINE_STRING, MULTI_LINE_STRING, POLYGON, MULTI_POLYGON);
        if (given.isEmpty()) {
            return write(new OGCPoint(new Point(), null));
        }
        return given instanceof OGCPoint ? shape : write(given.centroid());
    }

    @ScalarFunction("ST_CoordDim")
    @Description("Returns how many coordinates the points of a shape have")
    @SqlType("tinyint")
    public static long coordinateDimension(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return read(shape).coordinateDimension();
    }

    @ScalarFunction("ST_Dimension")
    @Description("Returns the dimension of a shape: 0 for points, 1 for lines, 2 for polygons")
    @SqlType("tinyint")
    public static long dimension(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return read(shape).dimension();
    }

    @ScalarFunction("ST_Distance")
    @Description("Returns the smallest distance of two shapes; NULL where one is empty")
    @SqlNullable
    @SqlType("double")
    public static Double distance(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        OGCGeometry shape = read(first);
        OGCGeometry other = read(second);
        return shape.isEmpty() || other.isEmpty() ? null : (Double) shape.distance(other);
    }

    @ScalarFunction("ST_Length")
    @Description("Returns the length of a linestring or multi-linestring")
    @SqlType("double")
    public static double length(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return read("ST_Length", shape, LINE_STRING, MULTI_LINE_STRING).getEsriGeometry().calculateLength2D();
    }

    @ScalarFunction("ST_GeometryType")
    @Description("Returns the kind of a shape, such as ST_Polygon")
    @SqlType("varchar")
    public static Slice geometryType(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return GeometrySerde.getGeometryType(shape).standardName();
    }

    @ScalarFunction("ST_NumPoints")
    @Description("Returns how many points a shape has")
    @SqlType("bigint")
    public static long numPoints(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return GeometryUtils.getPointCount(read(shape));
    }

    @ScalarFunction("ST_IsClosed")
    @Description("Whether a line ends where it starts")
    @SqlType("boolean")
    public static boolean isClosed(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCGeometry line = read("ST_IsClosed", shape, LINE_STRING, MULTI_LINE_STRING);
        return line instanceof OGCLineString one ? one.isClosed() : ((OGCMultiLineString) line).isClosed();
    }

    @ScalarFunction("ST_IsRing")
    @Description("Whether a line is closed and simple")
    @SqlType("boolean")
    public static boolean isRing(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCLineString line = (OGCLineString) read("ST_IsRing", shape, LINE_STRING);
        return line.isClosed() && line.isSimple();
    }

    @ScalarFunction("ST_IsEmpty")
    @Description("Whether a shape has no points")
    @SqlType("boolean")
    public static boolean isEmpty(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return GeometrySerde.deserializeEnvelope(shape).isEmpty();
    }

    @ScalarFunction("ST_IsSimple")
    @Description("Whether a shape neither crosses nor touches itself")
    @SqlType("boolean")
    public static boolean isSimple(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCGeometry given = read(shape);
        return given.isEmpty() || given.isSimple();
    }

    @ScalarFunction("ST_IsValid")
    @Description("Whether a shape is well-formed")
    @SqlType("boolean")
    public static boolean isValid(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return invalidReason(shape) == null;
    }

    @ScalarFunction("geometry_invalid_reason")
    @Description("Returns why a shape is not well-formed; NULL where it is")
    @SqlNullable
    @SqlType("varchar")
    public static Slice invalidReason(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        NonSimpleResult result = new NonSimpleResult();
        for (Geometry part : Shapes.esri(read(shape))) {
            if (!OperatorSimplifyOGC.local().isSimpleOGC(part, null, true, result, null)) {
                return utf8Slice(reason(result) + places(part, result));
            }
        }
        return null;
    }

    @ScalarFunction("ST_XMin")
    @Description("Returns the smallest X of a shape; NULL for an empty one")
    @SqlNullable
    @SqlType("double")
    public static Double xMin(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return ofBox(shape, Envelope::getXMin);
    }

    @ScalarFunction("ST_XMax")
    @Description("Returns the largest X of a shape; NULL for an empty one")
    @SqlNullable
    @SqlType("double")
    public static Double xMax(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return ofBox(shape, Envelope::getXMax);
    }

    @ScalarFunction("ST_YMin")
    @Description("Returns the smallest Y of a shape; NULL for an empty one")
    @SqlNullable
    @SqlType("double")
    public static Double yMin(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return ofBox(shape, Envelope::getYMin);
    }

    @ScalarFunction("ST_YMax")
    @Description("Returns the largest Y of a shape; NULL for an empty one")
    @SqlNullable
    @SqlType("double")
    public static Double yMax(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return ofBox(shape, Envelope::getYMax);
    }

    @ScalarFunction("ST_X")
    @Description("Returns the X of a point; NULL for an empty one")
    @SqlNullable
    @SqlType("double")
    public static Double x(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return ofPoint("ST_X", shape, OGCPoint::X);
    }

    @ScalarFunction("ST_Y")
    @Description("Returns the Y of a point; NULL for an empty one")
    @SqlNullable
    @SqlType("double")
    public static Double y(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return ofPoint("ST_Y", shape, OGCPoint::Y);
    }

    private static Double ofPoint(String function, Slice shape, ToDoubleFunction<OGCPoint> coordinate) {
        OGCPoint point = (OGCPoint) read(function, shape, POINT);
        return point.isEmpty() ? null : (Double) coordinate.applyAsDouble(point);
    }

    private static Double ofBox(Slice shape, ToDoubleFunction<Envelope> side) {
        Envelope box = GeometrySerde.deserializeEnvelope(shape);
        return box.isEmpty() ? null : (Double) side.applyAsDouble(box);
    }

    private static String reason(NonSimpleResult result) {
        return switch (result.m_reason) {
            case DegenerateSegments -> "Degenerate segments";
            case Clustering -> "Repeated points";
            case Cracking -> "Intersecting or overlapping segments";
            case CrossOver -> "Self-intersection";
            case OGCPolylineSelfTangency, OGCPolygonSelfTangency -> "Self-tangency";
            case OGCDisconnectedInterior -> "Disconnected interior";
            default -> result.m_reason.name();
        };
    }

    private static String places(Geometry shape, NonSimpleResult result) {
        if (!(shape instanceof MultiVertexGeometry vertices) || result.m_vertexIndex1 < 0) {
            return "";
        }
        String first = " at or near " + place(vertices.getPoint(result.m_vertexIndex1));
        return result.m_vertexIndex2 < 0 ? first : first + " and " + place(vertices.getPoint(result.m_vertexIndex2));
    }

    private static String place(Point point) {
        return "(" + point.getX() + " " + point.getY() + ")";
    }
}
