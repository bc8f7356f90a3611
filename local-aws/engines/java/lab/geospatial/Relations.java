package lab.geospatial;

import static lab.geospatial.Shapes.read;

import com.esri.core.geometry.Envelope;
import com.esri.core.geometry.ogc.OGCGeometry;
import io.airlift.slice.Slice;
import io.trino.geospatial.serde.GeometrySerde;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import java.util.function.BiPredicate;

/** Functions that tell how two shapes lie to each other. Where their boxes already decide it, the shapes are not read. */
public final class Relations {
    private Relations() {}

    @ScalarFunction("ST_Contains")
    @Description("Whether no point of the second shape lies outside of the first, and some of their insides meet")
    @SqlType("boolean")
    public static boolean contains(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return boxContains(first, second) && test(first, second, OGCGeometry::contains);
    }

    @ScalarFunction("ST_Within")
    @Description("Whether the first shape lies completely inside of the second")
    @SqlType("boolean")
    public static boolean within(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return boxContains(second, first) && test(first, second, OGCGeometry::within);
    }

    @ScalarFunction("ST_Intersects")
    @Description("Whether the shapes share any place")
    @SqlType("boolean")
    public static boolean intersects(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return boxesMeet(first, second) && test(first, second, OGCGeometry::intersects);
    }

    @ScalarFunction("ST_Disjoint")
    @Description("Whether the shapes share no place")
    @SqlType("boolean")
    public static boolean disjoint(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return !boxesMeet(first, second) || test(first, second, OGCGeometry::disjoint);
    }

    @ScalarFunction("ST_Crosses")
    @Description("Whether the shapes have some, but not all, inner points in common")
    @SqlType("boolean")
    public static boolean crosses(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return boxesMeet(first, second) && test(first, second, OGCGeometry::crosses);
    }

    @ScalarFunction("ST_Overlaps")
    @Description("Whether the shapes share space and are of one dimension, but neither contains the other")
    @SqlType("boolean")
    public static boolean overlaps(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return boxesMeet(first, second) && test(first, second, OGCGeometry::overlaps);
    }

    @ScalarFunction("ST_Touches")
    @Description("Whether the shapes have a point in common, but their insides do not meet")
    @SqlType("boolean")
    public static boolean touches(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return boxesMeet(first, second) && test(first, second, OGCGeometry::touches);
    }

    @ScalarFunction("ST_Equals")
    @Description("Whether the shapes are the same")
    @SqlType("boolean")
    public static boolean equals(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first, @SqlType(ShapeType.GEOMETRY_NAME) Slice second) {
        return test(first, second, OGCGeometry::Equals);
    }

    @ScalarFunction("ST_Relate")
    @Description("Whether the shapes lie to each other as a pattern of the nine-intersection model says")
    @SqlType("boolean")
    public static boolean relate(
            @SqlType(ShapeType.GEOMETRY_NAME) Slice first,
            @SqlType(ShapeType.GEOMETRY_NAME) Slice second,
            @SqlType("varchar") Slice pattern) {
        return test(first, second, (a, b) -> a.relate(b, pattern.toStringUtf8()));
    }

    private static boolean test(Slice first, Slice second, BiPredicate<OGCGeometry, OGCGeometry> relation) {
        return relation.test(read(first), read(second));
    }

    private static boolean boxesMeet(Slice first, Slice second) {
        return testBoxes(first, second, Envelope::isIntersecting);
    }

    private static boolean boxContains(Slice outer, Slice inner) {
        return testBoxes(outer, inner, Envelope::contains);
    }

    private static boolean testBoxes(Slice first, Slice second, BiPredicate<Envelope, Envelope> relation) {
        Envelope box = GeometrySerde.deserializeEnvelope(first);
        Envelope other = GeometrySerde.deserializeEnvelope(second);
        return !box.isEmpty() && !other.isEmpty() && relation.test(box, other);
    }
}
