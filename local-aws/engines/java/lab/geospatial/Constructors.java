package lab.geospatial;

import static io.trino.geospatial.GeometryType.LINE_STRING;
import static io.trino.geospatial.GeometryType.POLYGON;
import static lab.geospatial.Shapes.check;
import static lab.geospatial.Shapes.invalid;
import static lab.geospatial.Shapes.kind;
import static lab.geospatial.Shapes.mustBe;
import static lab.geospatial.Shapes.read;
import static lab.geospatial.Shapes.write;

import com.esri.core.geometry.MultiPath;
import com.esri.core.geometry.MultiPoint;
import com.esri.core.geometry.Point;
import com.esri.core.geometry.Polyline;
import com.esri.core.geometry.ogc.OGCGeometry;
import com.esri.core.geometry.ogc.OGCLineString;
import com.esri.core.geometry.ogc.OGCMultiPoint;
import com.esri.core.geometry.ogc.OGCPoint;
import io.airlift.slice.Slice;
import io.trino.geospatial.GeometryType;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Functions that make a shape from numbers, from WKT or from other shapes. */
public final class Constructors {
    private Constructors() {}

    @ScalarFunction("ST_Point")
    @Description("Returns a point with the given coordinates")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice point(@SqlType("double") double x, @SqlType("double") double y) {
        return write(new OGCPoint(new Point(x, y), null));
    }

    @ScalarFunction("ST_GeometryFromText")
    @Description("Returns a shape from its Well-Known Text")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice fromText(@SqlType("varchar") Slice text) {
        return write(parse(text));
    }

    @ScalarFunction("ST_LineFromText")
    @Description("Returns a linestring from its Well-Known Text")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice lineFromText(@SqlType("varchar") Slice text) {
        return write(parse("ST_LineFromText", text, LINE_STRING));
    }

    @ScalarFunction("ST_Polygon")
    @Description("Returns a polygon from its Well-Known Text")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice polygon(@SqlType("varchar") Slice text) {
        return write(parse("ST_Polygon", text, POLYGON));
    }

    @ScalarFunction("ST_LineString")
    @Description("Returns a linestring through an array of points")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice lineString(@SqlType("array(Geometry)") Block points) {
        String function = "Invalid input to ST_LineString: ";
        MultiPath line = new Polyline();
        Point before = null;
        List<Point> vertices = vertices(points, function, (shape, index) ->
                "ST_LineString takes only an array of valid points, " + shape.geometryType() + " was passed", "null point");
        for (int i = 0; i < vertices.size(); i++) {
            Point point = vertices.get(i);
            if (before == null) {
                line.startPath(point);
            } else {
                check(!before.equals(point), function + "consecutive duplicate points at index " + (i + 1));
                line.lineTo(point);
            }
            before = point;
        }
        return write(new OGCLineString(vertices.size() < 2 ? new Polyline() : line, 0, null));
    }

    @ScalarFunction("ST_MultiPoint")
    @Description("Returns a multi-point of an array of points; NULL where the array is empty")
    @SqlNullable
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice multiPoint(@SqlType("array(Geometry)") Block points) {
        String function = "Invalid input to ST_MultiPoint: ";
        MultiPoint all = new MultiPoint();
        vertices(points, function, (shape, index) ->
                function + "geometry is not a point: " + shape.geometryType() + " at index " + index, "null").forEach(all::add);
        return all.isEmpty() ? null : write(new OGCMultiPoint(all, null));
    }

    private static OGCGeometry parse(String function, Slice text, GeometryType wanted) {
        OGCGeometry shape = parse(text);
        mustBe(function, kind(shape), wanted);
        return shape;
    }

    private static OGCGeometry parse(Slice text) {
        try {
            OGCGeometry shape = OGCGeometry.fromText(text.toStringUtf8());
            shape.setSpatialReference(null);
            return shape;
        } catch (RuntimeException exception) {
            throw invalid("Invalid WKT: " + text.toStringUtf8(), exception);
        }
    }

    private static List<Point> vertices(
            Block points, String function, BiFunction<OGCGeometry, Integer, String> noPoint, String nothing) {
        List<Point> vertices = new ArrayList<>();
        for (int i = 0; i < points.getPositionCount(); i++) {
            check(!points.isNull(i), function + nothing + " at index " + (i + 1));
            OGCGeometry shape = read(ShapeType.GEOMETRY.getSlice(points, i));
            if (!(shape instanceof OGCPoint)) {
                throw invalid(noPoint.apply(shape, i + 1));
            }
            check(!shape.isEmpty(), function + "empty point at index " + (i + 1));
            vertices.add((Point) shape.getEsriGeometry());
        }
        return vertices;
    }
}
