package lab.geospatial;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.type.IntegerType.INTEGER;
import static lab.geospatial.BingTile.checkZoom;
import static lab.geospatial.Shapes.check;

import io.airlift.slice.Slice;
import io.trino.geospatial.serde.GeometrySerde;
import io.trino.spi.block.RowValueBuilder;
import io.trino.spi.block.SqlRow;
import io.trino.spi.function.Description;
import io.trino.spi.function.ScalarFunction;
import io.trino.spi.function.SqlType;
import io.trino.spi.type.RowType;
import java.util.List;

/** Functions that make Bing tiles, and tell about one. */
public final class BingTiles {
    private static final RowType COORDINATES =
            RowType.from(List.of(RowType.field("x", INTEGER), RowType.field("y", INTEGER)));

    private BingTiles() {}

    @ScalarFunction("bing_tile")
    @Description("Returns the tile at a column and a row of a level")
    @SqlType(BingTileType.NAME)
    public static long tile(@SqlType("integer") long x, @SqlType("integer") long y, @SqlType("integer") long zoom) {
        checkZoom(zoom);
        long row = 1L << zoom;
        check(x >= 0 && x < row && y >= 0 && y < row,
                "XY coordinates for a Bing tile at zoom level " + zoom + " must be within [0, " + row + ") range");
        return new BingTile((int) x, (int) y, (int) zoom).encode();
    }

    @ScalarFunction("bing_tile")
    @Description("Returns the tile of a quadkey")
    @SqlType(BingTileType.NAME)
    public static long tileOfQuadKey(@SqlType("varchar") Slice quadKey) {
        String key = quadKey.toStringUtf8();
        check(!key.isEmpty(), "QuadKey must not be empty string");
        check(key.length() <= BingTile.MAX_ZOOM, "QuadKey must be " + BingTile.MAX_ZOOM + " characters or less");
        int x = 0;
        int y = 0;
        for (int i = 0; i < key.length(); i++) {
            int digit = key.charAt(i) - '0';
            check(digit >= 0 && digit < 4, "Invalid QuadKey digit sequence: " + key);
            x = x << 1 | digit & 1;
            y = y << 1 | digit >> 1;
        }
        return new BingTile(x, y, key.length()).encode();
    }

    @ScalarFunction("bing_tile_at")
    @Description("Returns the tile of a level in which a place lies")
    @SqlType(BingTileType.NAME)
    public static long tileAt(
            @SqlType("double") double latitude, @SqlType("double") double longitude, @SqlType("integer") long zoom) {
        checkPlace(latitude, longitude);
        checkZoom(zoom);
        return BingTile.at(latitude, longitude, (int) zoom).encode();
    }

    @ScalarFunction("bing_tile_coordinates")
    @Description("Returns the column and the row of a tile")
    @SqlType("row(x integer,y integer)")
    public static SqlRow coordinates(@SqlType(BingTileType.NAME) long number) {
        BingTile tile = BingTile.decode(number);
        return RowValueBuilder.buildRowValue(COORDINATES, fields -> {
            INTEGER.writeLong(fields.get(0), tile.x());
            INTEGER.writeLong(fields.get(1), tile.y());
        });
    }

    @ScalarFunction("bing_tile_quadkey")
    @Description("Returns the quadkey of a tile")
    @SqlType("varchar")
    public static Slice quadKey(@SqlType(BingTileType.NAME) long number) {
        BingTile tile = BingTile.decode(number);
        StringBuilder key = new StringBuilder();
        for (int bit = tile.zoom() - 1; bit >= 0; bit--) {
            key.append((tile.x() >> bit & 1) + (tile.y() >> bit & 1) * 2);
        }
        return utf8Slice(key.toString());
    }

    @ScalarFunction("bing_tile_zoom_level")
    @Description("Returns the level of a tile")
    @SqlType("tinyint")
    public static long zoomLevel(@SqlType(BingTileType.NAME) long number) {
        return BingTile.decode(number).zoom();
    }

    @ScalarFunction("bing_tile_polygon")
    @Description("Returns a tile as a polygon of degrees")
    @SqlType(ShapeType.GEOMETRY_NAME)
    public static Slice polygon(@SqlType(BingTileType.NAME) long number) {
        return GeometrySerde.serialize(BingTile.decode(number).box());
    }

    static void checkPlace(double latitude, double longitude) {
        check(latitude >= -BingTile.MAX_LATITUDE && latitude <= BingTile.MAX_LATITUDE,
                "Latitude must be between " + -BingTile.MAX_LATITUDE + " and " + BingTile.MAX_LATITUDE);
        check(longitude >= -180 && longitude <= 180, "Longitude must be between -180.0 and 180.0");
    }
}
