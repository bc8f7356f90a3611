package lab.geospatial;

import io.airlift.slice.Slice;
import io.trino.spi.block.Block;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.AbstractVariableWidthType;
import io.trino.spi.type.TypeSignature;

/**
 * The types Geometry (on the plane) and SphericalGeography (on the Earth). Both keep a shape in the toolkit's bytes, which
 * the spatial join reads, too; in results they are WKT.
 */
public final class ShapeType extends AbstractVariableWidthType {
    public static final String GEOMETRY_NAME = "Geometry";
    public static final String SPHERICAL_GEOGRAPHY_NAME = "SphericalGeography";
    public static final ShapeType GEOMETRY = new ShapeType(GEOMETRY_NAME);
    public static final ShapeType SPHERICAL_GEOGRAPHY = new ShapeType(SPHERICAL_GEOGRAPHY_NAME);

    private ShapeType(String name) {
        super(new TypeSignature(name), Slice.class);
    }

    @Override
    public Slice getSlice(Block block, int position) {
        VariableWidthBlock values = (VariableWidthBlock) block.getUnderlyingValueBlock();
        return values.getSlice(block.getUnderlyingValuePosition(position));
    }

    @Override
    public void writeSlice(BlockBuilder builder, Slice value) {
        writeSlice(builder, value, 0, value.length());
    }

    @Override
    public void writeSlice(BlockBuilder builder, Slice value, int offset, int length) {
        ((VariableWidthBlockBuilder) builder).writeEntry(value, offset, length);
    }

    @Override
    public Object getObjectValue(ConnectorSession session, Block block, int position) {
        return block.isNull(position) ? null : Shapes.text(Shapes.read(getSlice(block, position)));
    }
}
