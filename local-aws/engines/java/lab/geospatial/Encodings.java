package lab.geospatial;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.geospatial.GeometryType.LINE_STRING;
import static io.trino.geospatial.GeometryType.MULTI_POINT;
import static lab.geospatial.Shapes.check;
import static lab.geospatial.Shapes.invalid;
import static lab.geospatial.Shapes.read;
import static lab.geospatial.Shapes.write;

import com.esri.core.geometry.Geometry;
import com.esri.core.geometry.MultiPoint;
import com.esri.core.geometry.MultiVertexGeometry;
import com.esri.core.geometry.Point;
import com.esri.core.geometry.Polygon;
import com.esri.core.geometry.Polyline;
import com.esri.core.geometry.ogc.OGCGeometry;
import com.esri.core.geometry.ogc.OGCLineString;
import com.esri.core.geometry.ogc.OGCMultiLineString;
import com.esri.core.geometry.ogc.OGCMultiPoint;
import com.esri.core.geometry.ogc.OGCMultiPolygon;
import com.esri.core.geometry.ogc.OGCPoint;
import com.esri.core.geometry.ogc.OGCPolygon;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.geospatial.GeometryUtils;
import io.trino.geospatial.serde.JtsGeometrySerde;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Function;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.kml.KMLReader;

/** Functions that write a shape in another form, and read it back. */
public final class Encodings {
    /** What precedes a shape of the Spatial Framework for Hadoop: four bytes of reference system, one of its kind. */
    private static final int HADOOP_HEADER = 5;

    /** The framework's kinds by their number, each as it comes from Esri's bytes, which do not tell single shapes from many. */
    private static final List<Function<Geometry, OGCGeometry>> HADOOP_KINDS = List.of(
            shape -> OGCGeometry.createFromEsriGeometry(shape, null),
            shape -> new OGCPoint((Point) shape, null),
            shape -> new OGCLineString((Polyline) shape, 0, null),
            shape -> new OGCPolygon((Polygon) shape, 0, null),
            shape -> new OGCMultiPoint((MultiPoint) shape, null),
            shape -> new OGCMultiLineString((Polyline) shape, null),
            shape -> new OGCMultiPolygon((Polygon) shape, null));

    private Encodings() {}

    @ScalarFunction("ST_AsText")
    @Description("Returns the Well-Known Text of a shape")
    @SqlType("varchar")
    public static Slice asText(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return utf8Slice(Shapes.text(read(shape)));
    }

    @ScalarFunction("ST_AsBinary")
    @Description("Returns the Well-Known Binary of a shape")
    @SqlType("varbinary")
    public static Slice asBinary(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return Slices.wrappedHeapBuffer(read(shape).asBinary());
    }

    @ScalarFunction("ST_GeomFromBinary")
    @Description("Returns a shape from its Well-Known Binary")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice fromBinary(@SqlType("varbinary") Slice bytes) {
        try {
            OGCGeometry shape = OGCGeometry.fromBinary(bytes.toByteBuffer().slice());
            shape.setSpatialReference(null);
            return write(shape);
        } catch (RuntimeException exception) {
            throw invalid("Invalid WKB", exception);
        }
    }

    @ScalarFunction("ST_GeomFromKML")
    @Description("Returns a shape from its KML")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice fromKml(@SqlType("varchar") Slice text) {
        try {
            return JtsGeometrySerde.serialize(new KMLReader().read(text.toStringUtf8()));
        } catch (ParseException | RuntimeException exception) {
            throw invalid("Invalid KML: " + text.toStringUtf8(), exception);
        }
    }

    @ScalarFunction("geometry_from_hadoop_shape")
    @Description("Returns a shape from the bytes of the Spatial Framework for Hadoop")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice fromHadoop(@SqlType("varbinary") Slice bytes) {
        check(bytes.length() > HADOOP_HEADER, "Hadoop shape input is too short");
        int kind = bytes.getByte(HADOOP_HEADER - 1);
        check(kind >= 0 && kind < HADOOP_KINDS.size(), "Invalid Hadoop shape type: " + kind);
        ByteBuffer shape = bytes.toByteBuffer(HADOOP_HEADER, bytes.length() - HADOOP_HEADER).slice();
        try {
            OGCGeometry read = OGCGeometry.fromEsriShape(shape.order(ByteOrder.LITTLE_ENDIAN));
            return write(HADOOP_KINDS.get(kind).apply(read.getEsriGeometry()));
        } catch (RuntimeException exception) {
            throw invalid("Invalid Hadoop shape", exception);
        }
    }

    @ScalarFunction("to_geojson_geometry")
    @Description("Returns the GeoJSON of a shape on the Earth")
    @SqlType("varchar")
    public static Slice toGeoJson(@SqlType(ShapeType.SPHERICAL_GEOGRAPHY_NAME) Slice shape) {
        return utf8Slice(GeometryUtils.jsonFromJtsGeometry(JtsGeometrySerde.deserialize(shape)));
    }

    @ScalarFunction("to_geojson_geometry")
    @Description("Returns the GeoJSON of a shape")
    @SqlType("varchar")
    public static Slice planeToGeoJson(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return toGeoJson(shape);
    }

    @ScalarFunction("from_geojson_geometry")
    @Description("Returns a shape on the Earth from its GeoJSON")
    @SqlType(ShapeType.SPHERICAL_GEOGRAPHY_NAME)
    public static Slice fromGeoJson(@SqlType("varchar") Slice text) {
        Slice shape = JtsGeometrySerde.serialize(GeometryUtils.jtsGeometryFromJson(text.toStringUtf8()));
        return Spherical.toSpherical(shape);
    }

    /** @see <a href="https://developers.google.com/maps/documentation/utilities/polylinealgorithm">The format</a> */
    @ScalarFunction("to_encoded_polyline")
    @Description("Returns the encoded polyline of a linestring or multi-point")
    @SqlType("varchar")
    public static Slice toPolyline(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCGeometry line = read("to_encoded_polyline", shape, LINE_STRING, MULTI_POINT);
        MultiVertexGeometry vertices = (MultiVertexGeometry) line.getEsriGeometry();
        StringBuilder text = new StringBuilder();
        long x = 0;
        long y = 0;
        for (int i = 0; i < vertices.getPointCount(); i++) {
            Point point = vertices.getPoint(i);
            long nextY = Math.round(point.getY() * 1e5);
            long nextX = Math.round(point.getX() * 1e5);
            appendNumber(text, nextY - y);
            appendNumber(text, nextX - x);
            y = nextY;
            x = nextX;
        }
        return utf8Slice(text.toString());
    }

    @ScalarFunction("from_encoded_polyline")
    @Description("Returns the linestring of an encoded polyline")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice fromPolyline(@SqlType("varchar") Slice text) {
        Polyline line = new Polyline();
        int[] at = {0};
        int count = 0;
        long x = 0;
        long y = 0;
        while (at[0] < text.length()) {
            y += readNumber(text, at);
            x += readNumber(text, at);
            Point point = new Point(x / 1e5, y / 1e5);
            if (count++ == 0) {
                line.startPath(point);
            } else {
                line.lineTo(point);
            }
        }
        check(count != 1, "Invalid input to from_encoded_polyline: a line needs two points");
        return write(new OGCLineString(line, 0, null));
    }

    private static void appendNumber(StringBuilder text, long number) {
        long rest = number < 0 ? ~(number << 1) : number << 1;
        for (; rest >= 0x20; rest >>= 5) {
            text.append((char) ((rest & 0x1f | 0x20) + 63));
        }
        text.append((char) (rest + 63));
    }

    private static long readNumber(Slice text, int[] at) {
        long number = 0;
        for (int shift = 0; ; shift += 5) {
            check(at[0] < text.length() && shift < 60, "Invalid input to from_encoded_polyline: it is cut short");
            int chunk = text.getByte(at[0]++) - 63;
            check(chunk >= 0 && chunk < 64, "Invalid input to from_encoded_polyline: it has other characters");
            number |= (long) (chunk & 0x1f) << shift;
            if (chunk < 0x20) {
                return (number & 1) == 0 ? number >> 1 : ~(number >> 1);
            }
        }
    }
}
