package lab.geospatial;

import static lab.geospatial.Shapes.check;

import com.esri.core.geometry.Envelope;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A square of Bing's map of the world, which at each level of zoom has twice as many of them in a row.
 *
 * @param x counted from longitude -180 to the east
 * @param y counted from the north
 * @param zoom 1 to 23; the level 0 is the whole world
 * @see <a href="https://learn.microsoft.com/bingmaps/articles/bing-maps-tile-system">The tile system</a>
 */
public record BingTile(@JsonProperty int x, @JsonProperty int y, @JsonProperty int zoom) {
    static final int MAX_ZOOM = 23;
    static final double MAX_LATITUDE = 85.05112878;

    /** As a number: level, column and row. */
    long encode() {
        return (long) zoom << 48 | (long) x << 24 | y;
    }

    static BingTile decode(long number) {
        return new BingTile((int) (number >> 24 & 0xffffff), (int) (number & 0xffffff), (int) (number >> 48));
    }

    /** The tile in which a place lies; outside of the map the one at its edge. */
    static BingTile at(double latitude, double longitude, int zoom) {
        int row = 1 << zoom;
        return new BingTile(
                clamp((int) Math.floor(column(longitude, zoom)), row), clamp((int) Math.floor(line(latitude, zoom)), row), zoom);
    }

    static double column(double longitude, int zoom) {
        return (longitude + 180) / 360 * (1 << zoom);
    }

    static double line(double latitude, int zoom) {
        double sine = Math.sin(Math.toRadians(latitude));
        return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * (1 << zoom);
    }

    static double longitude(int column, int zoom) {
        return (double) column / (1 << zoom) * 360 - 180;
    }

    static double latitude(int line, int zoom) {
        return 90 - 360 * Math.atan(Math.exp(((double) line / (1 << zoom) - 0.5) * 2 * Math.PI)) / Math.PI;
    }

    /** The tile in degrees. */
    Envelope box() {
        return new Envelope(longitude(x, zoom), latitude(y + 1, zoom), longitude(x + 1, zoom), latitude(y, zoom));
    }

    static void checkZoom(long zoom) {
        check(zoom > 0, "Zoom level must be > 0");
        check(zoom <= MAX_ZOOM, "Zoom level must be <= " + MAX_ZOOM);
    }

    private static int clamp(int index, int row) {
        return Math.max(0, Math.min(index, row - 1));
    }
}
