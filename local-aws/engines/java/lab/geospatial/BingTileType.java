package lab.geospatial;

import io.trino.spi.block.Block;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.AbstractLongType;
import io.trino.spi.type.TypeSignature;

/** The type BingTile. Tiles compare equal and can be grouped and joined by, but have no order. */
public final class BingTileType extends AbstractLongType {
    public static final String NAME = "BingTile";
    public static final BingTileType BING_TILE = new BingTileType();

    private BingTileType() {
        super(new TypeSignature(NAME));
    }

    @Override
    public Object getObjectValue(ConnectorSession session, Block block, int position) {
        return block.isNull(position) ? null : BingTile.decode(getLong(block, position));
    }

    @Override
    public boolean isOrderable() {
        return false;
    }
}
