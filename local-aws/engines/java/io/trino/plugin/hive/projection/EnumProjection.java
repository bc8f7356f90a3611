package io.trino.plugin.hive.projection;

import io.airlift.slice.Slices;
import io.trino.spi.predicate.Domain;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands before the class of this name that Trino brings, which takes the type enum for text keys only. Athena takes it for
 * keys that are whole numbers, too.
 */
final class EnumProjection implements Projection {
    private final String column;
    private final Type type;
    private final List<String> values;

    public EnumProjection(String column, Type type, Map<String, Object> properties) {
        if (!(type instanceof VarcharType) && !isInteger(type)) {
            throw new InvalidProjectionException(column, type);
        }
        this.column = column;
        this.type = type;
        this.values = PartitionProjectionProperties.getProjectionPropertyRequiredValue(
                column,
                properties,
                PartitionProjectionProperties.COLUMN_PROJECTION_VALUES,
                list -> ((List<?>) list).stream().map(String::valueOf).toList());
        values.forEach(this::asNative);
    }

    private static boolean isInteger(Type type) {
        return type instanceof TinyintType
                || type instanceof SmallintType
                || type instanceof IntegerType
                || type instanceof BigintType;
    }

    private Object asNative(String value) {
        try {
            return isInteger(type) ? (Object) Long.valueOf(value) : Slices.utf8Slice(value);
        } catch (NumberFormatException noNumber) {
            throw new InvalidProjectionException(column, "'" + value + "' is no " + type.getDisplayName());
        }
    }

    @Override
    public List<String> getProjectedValues(Optional<Domain> filter) {
        return filter.filter(domain -> !domain.isAll())
                .map(domain -> values.stream()
                        .filter(value -> domain.contains(Domain.singleValue(domain.getType(), asNative(value))))
                        .toList())
                .orElse(values);
    }
}
