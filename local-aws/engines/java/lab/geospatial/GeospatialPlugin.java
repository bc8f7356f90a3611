package lab.geospatial;

import io.trino.spi.Plugin;
import io.trino.spi.type.Type;
import java.util.List;
import java.util.Set;

/**
 * Athena's geospatial types and functions, as Trino's documentation describes them.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/geospatial-functions-list.html">Athena's list</a>
 * @see <a href="https://trino.io/docs/476/functions/geospatial.html">Trino's functions</a>
 */
public final class GeospatialPlugin implements Plugin {
    @Override
    public Iterable<Type> getTypes() {
        return List.of(ShapeType.GEOMETRY, ShapeType.SPHERICAL_GEOGRAPHY, BingTileType.BING_TILE);
    }

    @Override
    public Set<Class<?>> getFunctions() {
        return Set.of(
                Constructors.class,
                Encodings.class,
                Relations.class,
                Operations.class,
                Measures.class,
                Parts.class,
                Lines.class,
                Spherical.class,
                BingTiles.class,
                CoveringTiles.class,
                ConvexHullAggregation.class,
                UnionAggregation.class);
    }
}
