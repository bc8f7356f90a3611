package lab.geospatial;

import static lab.geospatial.BingTile.checkZoom;
import static lab.geospatial.Shapes.check;
import static lab.geospatial.Shapes.read;

import com.esri.core.geometry.Envelope;
import com.esri.core.geometry.ogc.OGCGeometry;
import io.airlift.slice.Slice;
import io.trino.geospatial.GeometryUtils;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Functions that tell which Bing tiles of a level lie around a place, or cover a shape. */
public final class CoveringTiles {
    private static final double RADIUS_KM = 6371.01;
    private static final double MAX_RADIUS_KM = 1000;
    private static final long MAX_TILES = 1_000_000;
    private static final long MAX_WORK = 25_000_000;

    private CoveringTiles() {}

    @ScalarFunction("bing_tiles_around")
    @Description("Returns the tile in which a place lies and those beside it")
    @SqlType("array(BingTile)")
    public static Block around(
            @SqlType("double") double latitude, @SqlType("double") double longitude, @SqlType("integer") long zoom) {
        BingTiles.checkPlace(latitude, longitude);
        checkZoom(zoom);
        BingTile centre = BingTile.at(latitude, longitude, (int) zoom);
        int last = (1 << zoom) - 1;
        Set<BingTile> tiles = new LinkedHashSet<>();
        for (int x = Math.max(0, centre.x() - 1); x <= Math.min(last, centre.x() + 1); x++) {
            for (int y = Math.max(0, centre.y() - 1); y <= Math.min(last, centre.y() + 1); y++) {
                tiles.add(new BingTile(x, y, (int) zoom));
            }
        }
        return array(tiles);
    }

    @ScalarFunction("bing_tiles_around")
    @Description("Returns the tiles of which some part is no farther from a place than some kilometres")
    @SqlType("array(BingTile)")
    public static Block aroundWithin(
            @SqlType("double") double latitude,
            @SqlType("double") double longitude,
            @SqlType("integer") long zoomLevel,
            @SqlType("double") double radius) {
        BingTiles.checkPlace(latitude, longitude);
        checkZoom(zoomLevel);
        check(radius >= 0, "Radius must be >= 0");
        check(radius <= MAX_RADIUS_KM, "Radius must be <= 1,000 km");
        int zoom = (int) zoomLevel;
        double angle = radius / RADIUS_KM;
        double reach = Math.toDegrees(angle);
        int top = BingTile.at(Math.min(latitude + reach, BingTile.MAX_LATITUDE), 0, zoom).y();
        int bottom = BingTile.at(Math.max(latitude - reach, -BingTile.MAX_LATITUDE), 0, zoom).y();
        double turn = Math.abs(latitude) + reach >= 90
                ? 180
                : Math.toDegrees(Math.asin(Math.sin(angle) / Math.cos(Math.toRadians(latitude))));
        long row = 1L << zoom;
        long left = (long) Math.floor(BingTile.column(longitude - turn, zoom));
        long right = Math.min((long) Math.floor(BingTile.column(longitude + turn, zoom)), left + row - 1);
        long count = (right - left + 1) * (bottom - top + 1);
        check(count <= MAX_TILES, "The number of tiles covering input rectangle exceeds the limit of 1M. Number of tiles: "
                + count + ". Radius: " + radius + " km. Zoom level: " + zoom + ".");
        Set<BingTile> tiles = new LinkedHashSet<>();
        for (int y = top; y <= bottom; y++) {
            for (long x = left; x <= right; x++) {
                BingTile tile = new BingTile((int) Math.floorMod(x, row), y, zoom);
                if (kilometresTo(tile, latitude, longitude) <= radius) {
                    tiles.add(tile);
                }
            }
        }
        return array(tiles);
    }

    @ScalarFunction("geometry_to_bing_tiles")
    @Description("Returns the fewest tiles of a level that cover a shape of degrees")
    @SqlType("array(BingTile)")
    public static Block covering(@SqlType(ShapeType.GEOMETRY_NAME) Slice shape, @SqlType("integer") long zoomLevel) {
        checkZoom(zoomLevel);
        Set<BingTile> tiles = new LinkedHashSet<>();
        for (OGCGeometry part : Shapes.parts(read(shape))) {
            if (!part.isEmpty()) {
                cover(part, (int) zoomLevel, tiles);
            }
        }
        return array(tiles);
    }

    private static void cover(OGCGeometry shape, int zoom, Set<BingTile> tiles) {
        Envelope box = GeometryUtils.getEnvelope(shape);
        check(box.getYMin() >= -BingTile.MAX_LATITUDE && box.getYMax() <= BingTile.MAX_LATITUDE,
                "Latitude span for the geometry must be in [-85.05, 85.05] range");
        check(box.getXMin() >= -180 && box.getXMax() <= 180,
                "Longitude span for the geometry must be in [-180.00, 180.00] range");
        BingTile first = BingTile.at(box.getYMax(), box.getXMin(), zoom);
        BingTile last = BingTile.at(box.getYMin(), box.getXMax(), zoom);
        // where the box ends on the border between two tiles, the one beyond has only that border of it
        int right = last.x() > first.x() && box.getXMax() == BingTile.longitude(last.x(), zoom) ? last.x() - 1 : last.x();
        int bottom = last.y() > first.y() && box.getYMin() == BingTile.latitude(last.y(), zoom) ? last.y() - 1 : last.y();
        long count = (right - first.x() + 1L) * (bottom - first.y() + 1L);
        boolean simple = GeometryUtils.isPointOrRectangle(shape, box);
        checkWork(shape, box, zoom, count, simple);
        Range range = new Range(first.x(), first.y(), right, bottom, zoom);
        Set<BingTile> found = new LinkedHashSet<>();
        descend(simple ? null : shape, range, new BingTile(0, 0, 0), found);
        found.stream().sorted(Comparator.comparing(BingTile::x).thenComparing(BingTile::y)).forEach(tiles::add);
    }

    private static void checkWork(OGCGeometry shape, Envelope box, int zoom, long count, boolean simple) {
        if (simple) {
            check(count <= MAX_TILES, String.format(Locale.ROOT,
                    "The number of tiles covering input rectangle exceeds the limit of 1M. Number of tiles: %d. "
                            + "Rectangle: xMin=%.2f, yMin=%.2f, xMax=%.2f, yMax=%.2f. Zoom level: %d.",
                    count, box.getXMin(), box.getYMin(), box.getXMax(), box.getYMax(), zoom));
            return;
        }
        check(count <= Integer.MAX_VALUE, "The zoom level is too high to compute a set of covering Bing tiles.");
        check(count * GeometryUtils.getPointCount(shape) <= MAX_WORK,
                "The zoom level is too high or the geometry is too complex to compute a set of covering Bing tiles. "
                        + "Please use a lower zoom level or convert the geometry to its bounding box using the ST_Envelope function.");
    }

    /** Columns and rows of one level, from the first to the last. */
    private record Range(int left, int top, int right, int bottom, int zoom) {
        boolean meets(BingTile tile) {
            int steps = zoom - tile.zoom();
            return tile.x() <= right >> steps
                    && tile.x() >= left >> steps
                    && tile.y() <= bottom >> steps
                    && tile.y() >= top >> steps;
        }
    }

    /** Adds the tiles of a range below a tile, those alone that a shape meets; of a tile inside of the shape all, without looking. */
    private static void descend(OGCGeometry shape, Range range, BingTile tile, Set<BingTile> found) {
        if (!range.meets(tile) || (shape != null && tile.zoom() > 0 && GeometryUtils.disjoint(tile.box(), shape))) {
            return;
        }
        if (tile.zoom() == range.zoom()) {
            found.add(tile);
            return;
        }
        boolean inside = shape != null && tile.zoom() > 0 && GeometryUtils.contains(shape, tile.box());
        for (int quarter = 0; quarter < 4; quarter++) {
            BingTile child = new BingTile(tile.x() * 2 + (quarter & 1), tile.y() * 2 + (quarter >> 1), tile.zoom() + 1);
            descend(inside ? null : shape, range, child, found);
        }
    }

    private static double kilometresTo(BingTile tile, double latitude, double longitude) {
        Envelope box = tile.box();
        double nearLatitude = Math.max(box.getYMin(), Math.min(latitude, box.getYMax()));
        double middle = (box.getXMin() + box.getXMax()) / 2;
        // the same meridian counted so that it is at most half a turn from the tile
        double from = middle + Math.IEEEremainder(longitude - middle, 360);
        double nearLongitude = Math.max(box.getXMin(), Math.min(from, box.getXMax()));
        double beside = Math.IEEEremainder(longitude, 360);
        return Spherical.greatCircleDistance(latitude, beside, clampLatitude(nearLatitude), Math.IEEEremainder(nearLongitude, 360));
    }

    private static double clampLatitude(double latitude) {
        return Math.max(-90, Math.min(latitude, 90));
    }

    private static Block array(Collection<BingTile> tiles) {
        BlockBuilder builder = BingTileType.BING_TILE.createBlockBuilder(null, tiles.size());
        tiles.forEach(tile -> BingTileType.BING_TILE.writeLong(builder, tile.encode()));
        return builder.build();
    }
}
