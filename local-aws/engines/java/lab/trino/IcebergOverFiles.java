package lab.trino;

import static com.google.inject.multibindings.MapBinder.newMapBinder;

import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.plugin.iceberg.IcebergConnectorFactory;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.spi.Plugin;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trino's Iceberg connector; a catalog that says where the buckets are reads them through {@link ObjectFileSystemFactory}. */
public final class IcebergOverFiles implements Plugin {
    @Override
    public Iterable<ConnectorFactory> getConnectorFactories() {
        return List.of(new Factory());
    }

    @Override
    public Set<Class<?>> getFunctions() {
        return new IcebergPlugin().getFunctions();
    }

    private static final class Factory implements ConnectorFactory {
        private final IcebergConnectorFactory iceberg = new IcebergConnectorFactory();

        @Override
        public String getName() {
            return iceberg.getName();
        }

        @Override
        public Connector create(String name, Map<String, String> properties, ConnectorContext context) {
            if (!properties.containsKey(ObjectFileSystemFactory.BUCKETS)) {
                return iceberg.create(name, properties, context);
            }
            Map<String, String> others = new HashMap<>(properties);
            TrinoFileSystemFactory objects = ObjectFileSystemFactory.of(others, context);
            return IcebergConnectorFactory.createConnector(
                    name,
                    others,
                    context,
                    binder -> {
                        // Trino's own module of file systems takes what is bound here beside its own
                        var factories = newMapBinder(binder, String.class, TrinoFileSystemFactory.class);
                        ObjectFileSystemFactory.SCHEMES.forEach(
                                scheme -> factories.addBinding(scheme).toInstance(objects));
                    },
                    Optional.empty());
        }
    }
}
