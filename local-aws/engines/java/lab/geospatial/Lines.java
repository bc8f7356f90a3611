package lab.geospatial;

import static io.trino.geospatial.GeometryType.LINE_STRING;
import static lab.geospatial.Shapes.check;
import static lab.geospatial.Shapes.invalid;

import com.esri.core.geometry.MultiPath;
import com.esri.core.geometry.ogc.OGCGeometry;
import com.esri.core.geometry.ogc.OGCPoint;
import io.airlift.slice.Slice;
import io.trino.geospatial.serde.GeometrySerde;
import io.trino.geospatial.serde.JtsGeometrySerde;
import io.trino.spi.block.Block;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.linearref.LengthIndexedLine;

/** Functions that measure along a line. A place on it is the fraction of its length that lies before. */
public final class Lines {
    private Lines() {}

    @ScalarFunction("line_locate_point")
    @Description("Returns the fraction of a line at which it is nearest to a point; NULL where one is empty")
    @SqlNullable
    @SqlType("double")
    public static Double locatePoint(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice lineBytes, @SqlType(ShapeType.GEOMETRY_NAME) Slice pointBytes) {
        Geometry line = JtsGeometrySerde.deserialize(lineBytes);
        Geometry point = JtsGeometrySerde.deserialize(pointBytes);
        if (!(line instanceof LineString) && !(line instanceof MultiLineString)) {
            throw invalid("First argument to line_locate_point must be a LineString or a MultiLineString. Got: "
                    + line.getGeometryType());
        }
        if (!(point instanceof Point)) {
            throw invalid("Second argument to line_locate_point must be a Point. Got: " + point.getGeometryType());
        }
        if (line.isEmpty() || point.isEmpty()) {
            return null;
        }
        return new LengthIndexedLine(line).indexOf(point.getCoordinate()) / line.getLength();
    }

    @ScalarFunction("line_interpolate_point")
    @Description("Returns the point of a linestring at a fraction of its length; NULL for an empty one")
    @SqlNullable
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice interpolatePoint(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice line, @SqlType("double") double fraction) {
        List<OGCGeometry> points = interpolate(line, fraction, false);
        return points.isEmpty() ? null : Shapes.write(points.get(0));
    }

    @ScalarFunction("line_interpolate_points")
    @Description("Returns the points of a linestring at each multiple of a fraction of its length; NULL for an empty one")
    @SqlNullable
    @SqlType("array(Geometry)")
    public static Block interpolatePoints(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice line, @SqlType("double") double fraction) {
        List<OGCGeometry> points = interpolate(line, fraction, true);
        return points.isEmpty() ? null : Shapes.array(points);
    }

    private static List<OGCGeometry> interpolate(Slice bytes, double fraction, boolean repeated) {
        Shapes.mustBe("line_interpolate_point", GeometrySerde.getGeometryType(bytes), LINE_STRING);
        check(fraction >= 0 && fraction <= 1, "fraction must be between 0 and 1");
        MultiPath line = (MultiPath) Shapes.read(bytes).getEsriGeometry();
        List<OGCGeometry> points = new ArrayList<>();
        if (line.isEmpty()) {
            return points;
        }
        int count = repeated && fraction > 0 ? (int) Math.floor(1 / fraction) : 1;
        for (int i = 1; i <= count; i++) {
            points.add(new OGCPoint(pointAt(line, fraction * i), null));
        }
        return points;
    }

    private static com.esri.core.geometry.Point pointAt(MultiPath line, double fraction) {
        double length = line.calculateLength2D();
        double before = 0;
        for (int i = 1; i < line.getPointCount(); i++) {
            var from = line.getPoint(i - 1);
            var to = line.getPoint(i);
            double segment = Math.hypot(to.getX() - from.getX(), to.getY() - from.getY()) / length;
            if (fraction < before + segment) {
                double part = (fraction - before) / segment;
                return new com.esri.core.geometry.Point(
                        from.getX() + (to.getX() - from.getX()) * part, from.getY() + (to.getY() - from.getY()) * part);
            }
            before += segment;
        }
        return line.getPoint(line.getPointCount() - 1);
    }
}
