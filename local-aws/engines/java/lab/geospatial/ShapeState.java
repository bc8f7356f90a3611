package lab.geospatial;

import io.airlift.slice.Slice;
import io.trino.spi.function.AccumulatorState;

/** What an aggregation of shapes has so far; null while it has none. Trino writes the class for it. */
public interface ShapeState extends AccumulatorState {
    Slice getShape();

    void setShape(Slice shape);
}
