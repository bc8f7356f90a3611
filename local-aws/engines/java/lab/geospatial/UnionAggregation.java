package lab.geospatial;

import io.airlift.slice.Slice;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.AggregationState;
import io.trino.spi.function.CombineFunction;
import io.trino.spi.function.Description;
import io.trino.spi.function.InputFunction;
import io.trino.spi.function.OutputFunction;
import io.trino.spi.function.SqlType;

/** Returns what all shapes cover together. */
@AggregationFunction("geometry_union_agg")
@Description("Returns what all shapes cover together")
public final class UnionAggregation {
    private UnionAggregation() {}

    @InputFunction
    public static void input(@AggregationState ShapeState state, @SqlType(ShapeType.GEOMETRY_NAME) Slice shape) {
        state.setShape(state.getShape() == null ? shape : Operations.union(state.getShape(), shape));
    }

    @CombineFunction
    public static void combine(@AggregationState ShapeState state, @AggregationState ShapeState other) {
        if (other.getShape() != null) {
            input(state, other.getShape());
        }
    }

    @OutputFunction(ShapeType.GEOMETRY_NAME)
    public static void output(@AggregationState ShapeState state, BlockBuilder result) {
        Shapes.append(state.getShape(), result);
    }
}
