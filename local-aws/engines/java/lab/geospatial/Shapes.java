package lab.geospatial;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import com.esri.core.geometry.GeometryCursor;
import com.esri.core.geometry.GeometryException;
import com.esri.core.geometry.Polygon;
import com.esri.core.geometry.ogc.OGCConcreteGeometryCollection;
import com.esri.core.geometry.ogc.OGCGeometry;
import com.esri.core.geometry.ogc.OGCGeometryCollection;
import com.esri.core.geometry.ogc.OGCPoint;
import io.airlift.slice.Slice;
import io.trino.geospatial.GeometryType;
import io.trino.geospatial.serde.GeometrySerde;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.VariableWidthBlockBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Shapes as functions get and give them, and what functions say of those that they do not take. */
final class Shapes {
    private Shapes() {}

    static OGCGeometry read(Slice bytes) {
        return GeometrySerde.deserialize(bytes);
    }

    static Slice write(OGCGeometry shape) {
        return GeometrySerde.serialize(shape);
    }

    /** A shape as WKT. Esri refuses polygons without an inside, such as the box around a point. */
    static String text(OGCGeometry shape) {
        try {
            return shape.asText();
        } catch (GeometryException exception) {
            if (!(shape.getEsriGeometry() instanceof Polygon polygon)) {
                throw exception;
            }
            List<String> rings = new ArrayList<>();
            for (int ring = 0; ring < polygon.getPathCount(); ring++) {
                List<String> corners = new ArrayList<>();
                for (int i = polygon.getPathStart(ring); i < polygon.getPathEnd(ring); i++) {
                    corners.add(new OGCPoint(polygon.getPoint(i), null).asText().replaceAll("^POINT \\(|\\)$", ""));
                }
                corners.add(corners.get(0));
                rings.add("(" + String.join(", ", corners) + ")");
            }
            return "POLYGON (" + String.join(", ", rings) + ")";
        }
    }

    static GeometryType kind(OGCGeometry shape) {
        return GeometryType.getForEsriGeometryType(shape.geometryType());
    }

    /** Reads a shape of one of the kinds that a function takes. */
    static OGCGeometry read(String function, Slice bytes, GeometryType... kinds) {
        OGCGeometry shape = read(bytes);
        mustBe(function, kind(shape), kinds);
        return shape;
    }

    static void mustBe(String function, GeometryType kind, GeometryType... kinds) {
        Set<GeometryType> taken = new TreeSet<>(List.of(kinds));
        if (!taken.contains(kind)) {
            String names = taken.stream().map(Enum::name).collect(Collectors.joining(" or "));
            throw invalid(function + " only applies to " + names + ". Input type is: " + kind);
        }
    }

    static TrinoException invalid(String message) {
        return new TrinoException(INVALID_FUNCTION_ARGUMENT, message);
    }

    static TrinoException invalid(String message, Exception cause) {
        return new TrinoException(INVALID_FUNCTION_ARGUMENT, message, cause);
    }

    static void check(boolean holds, String message) {
        if (!holds) {
            throw invalid(message);
        }
    }

    /** The parts of a multi-shape or a collection; the shape itself where it is single, nothing where it is empty. */
    static List<OGCGeometry> parts(OGCGeometry shape) {
        List<OGCGeometry> parts = new ArrayList<>();
        if (shape instanceof OGCGeometryCollection collection) {
            for (int i = 0; i < collection.numGeometries(); i++) {
                parts.add(collection.geometryN(i));
            }
        } else if (!shape.isEmpty()) {
            parts.add(shape);
        }
        return parts;
    }

    /** The shapes of Esri's own that a shape is made of. */
    static List<com.esri.core.geometry.Geometry> esri(OGCGeometry shape) {
        List<com.esri.core.geometry.Geometry> all = new ArrayList<>();
        GeometryCursor cursor = shape.getEsriGeometryCursor();
        for (var next = cursor.next(); next != null; next = cursor.next()) {
            all.add(next);
        }
        return all;
    }

    /** What all of the shapes cover together, each place once. */
    static OGCGeometry union(List<OGCGeometry> shapes) {
        List<OGCGeometry> filled = shapes.stream().filter(shape -> !shape.isEmpty()).toList();
        if (filled.isEmpty()) {
            return shapes.get(0);
        }
        return new OGCConcreteGeometryCollection(filled, null).flattenAndRemoveOverlaps().reduceFromMulti();
    }

    /** Adds a shape to a column, or NULL where there is none. */
    static void append(Slice shape, BlockBuilder column) {
        if (shape == null) {
            column.appendNull();
        } else {
            ShapeType.GEOMETRY.writeSlice(column, shape);
        }
    }

    static Block array(List<OGCGeometry> shapes) {
        BlockBuilder builder = ShapeType.GEOMETRY.createBlockBuilder(null, shapes.size());
        for (OGCGeometry shape : shapes) {
            ShapeType.GEOMETRY.writeSlice((VariableWidthBlockBuilder) builder, write(shape));
        }
        return builder.build();
    }
}
