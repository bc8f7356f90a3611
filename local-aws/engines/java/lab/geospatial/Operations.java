package lab.geospatial;

import static lab.geospatial.Shapes.check;
import static lab.geospatial.Shapes.read;
import static lab.geospatial.Shapes.write;

import com.esri.core.geometry.Envelope;
import com.esri.core.geometry.Point;
import com.esri.core.geometry.Polygon;
import com.esri.core.geometry.Polyline;
import com.esri.core.geometry.ogc.OGCGeometry;
import com.esri.core.geometry.ogc.OGCLineString;
import com.esri.core.geometry.ogc.OGCPoint;
import com.esri.core.geometry.ogc.OGCPolygon;
import io.airlift.slice.Slice;
import io.trino.geospatial.serde.GeometrySerde;
import io.trino.geospatial.serde.GeometrySerializationType;
import io.trino.geospatial.serde.JtsGeometrySerde;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowValueBuilder;
import io.trino.spi.block.SqlRow;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlNullable;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.RowType;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.distance.DistanceOp;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/** Functions that make a shape out of one or more others. */
public final class Operations {
    private static final RowType TWO_SHAPES = RowType.anonymous(List.of(ShapeType.GEOMETRY, ShapeType.GEOMETRY));

    private Operations() {}

    @ScalarFunction("ST_Boundary")
    @Description("Returns the boundary of a shape")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice boundary(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return write(read(shape).boundary());
    }

    @ScalarFunction("ST_Buffer")
    @Description("Returns all places that are no farther from a shape than a distance")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice buffer(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape, @SqlType("double") double distance) {
        check(!Double.isNaN(distance), "distance is NaN");
        check(distance >= 0, "distance is negative");
        return distance == 0 ? shape : write(read(shape).buffer(distance));
    }

    @ScalarFunction("ST_ConvexHull")
    @Description("Returns the smallest convex shape around a shape")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice convexHull(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        OGCGeometry given = read(shape);
        return given.isEmpty() ? shape : write(given.convexHull());
    }

    @ScalarFunction("ST_Difference")
    @Description("Returns what the first shape has and the second has not")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice difference(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return write(read(first).difference(read(second)));
    }

    @ScalarFunction("ST_SymDifference")
    @Description("Returns what one of two shapes has and the other has not")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice symmetricDifference(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return write(read(first).symDifference(read(second)));
    }

    @ScalarFunction("ST_Intersection")
    @Description("Returns what two shapes share")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice intersection(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        if (isBox(first) && isBox(second)) {
            return boxesIntersection(first, second);
        }
        return write(read(first).intersection(read(second)));
    }

    @ScalarFunction("ST_Union")
    @Description("Returns what two shapes cover together")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice union(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return write(Shapes.union(List.of(read(first), read(second))));
    }

    @ScalarFunction("geometry_union")
    @Description("Returns what the shapes of an array cover together; NULL where it has none")
    @SqlNullable
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice unionOfArray(@SqlType("array(Geometry)") Block shapes) {
        List<OGCGeometry> all = new ArrayList<>();
        for (int i = 0; i < shapes.getPositionCount(); i++) {
            if (!shapes.isNull(i)) {
                all.add(read(ShapeType.GEOMETRY.getSlice(shapes, i)));
            }
        }
        return all.isEmpty() ? null : write(Shapes.union(all));
    }

    @ScalarFunction("ST_Envelope")
    @Description("Returns the box around a shape as a polygon")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice envelope(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        return GeometrySerde.serialize(GeometrySerde.deserializeEnvelope(shape));
    }

    @ScalarFunction("ST_EnvelopeAsPts")
    @Description("Returns the lower left and the upper right corner of the box around a shape; NULL for an empty one")
    @SqlNullable
    @SqlType("array(Geometry)")
    public static Block envelopeAsPoints(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        Envelope box = GeometrySerde.deserializeEnvelope(shape);
        if (box.isEmpty()) {
            return null;
        }
        return Shapes.array(List.of(
                new OGCPoint(new Point(box.getXMin(), box.getYMin()), null),
                new OGCPoint(new Point(box.getXMax(), box.getYMax()), null)));
    }

    @ScalarFunction("simplify_geometry")
    @Description("Returns a shape with fewer points, by the algorithm of Douglas and Peucker")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice simplify(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice shape, @SqlType("double") double distanceTolerance) {
        check(!Double.isNaN(distanceTolerance), "distanceTolerance is NaN");
        check(distanceTolerance >= 0, "distanceTolerance is negative");
        if (distanceTolerance == 0) {
            return shape;
        }
        Geometry given = JtsGeometrySerde.deserialize(shape);
        return JtsGeometrySerde.serialize(TopologyPreservingSimplifier.simplify(given, distanceTolerance));
    }

    @ScalarFunction("geometry_nearest_points")
    @Description("Returns the point of each shape that is nearest to the other; NULL where one is empty")
    @SqlNullable
    @SqlType("row(Geometry,Geometry)")
    public static SqlRow nearestPoints(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        Geometry shape = JtsGeometrySerde.deserialize(first);
        Geometry other = JtsGeometrySerde.deserialize(second);
        if (shape.isEmpty() || other.isEmpty()) {
            return null;
        }
        Coordinate[] nearest = DistanceOp.nearestPoints(shape, other);
        return RowValueBuilder.buildRowValue(TWO_SHAPES, fields -> {
            for (int i = 0; i < nearest.length; i++) {
                Point point = new Point(nearest[i].x, nearest[i].y);
                ShapeType.GEOMETRY.writeSlice(fields.get(i), write(new OGCPoint(point, null)));
            }
        });
    }

    private static boolean isBox(Slice shape) {
        return GeometrySerde.deserializeType(shape) == GeometrySerializationType.ENVELOPE;
    }

    /** A box again, or the edge or the corner in which the boxes touch. */
    private static Slice boxesIntersection(Slice first, Slice second) {
        Envelope box = GeometrySerde.deserializeEnvelope(first);
        if (!box.intersect(GeometrySerde.deserializeEnvelope(second))) {
            return write(new OGCPolygon(new Polygon(), null));
        }
        Point low = new Point(box.getXMin(), box.getYMin());
        Point high = new Point(box.getXMax(), box.getYMax());
        if (box.getWidth() > 0 && box.getHeight() > 0) {
            return GeometrySerde.serialize(box);
        }
        if (low.equals(high)) {
            return write(new OGCPoint(low, null));
        }
        Polyline edge = new Polyline();
        edge.startPath(low);
        edge.lineTo(high);
        return write(new OGCLineString(edge, 0, null));
    }
}
