package lab.trino;

import com.google.inject.Binder;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.filesystem.cache.CachingHostAddressProvider;
import io.trino.filesystem.cache.DefaultCachingHostAddressProvider;
import io.trino.filesystem.switching.SwitchingFileSystemFactory;
import io.trino.plugin.hive.HiveConnectorFactory;
import io.trino.plugin.hive.HivePlugin;
import io.trino.spi.Plugin;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trino's Hive plugin; a catalog that says where the buckets are reads them through {@link ObjectFileSystemFactory}. */
public final class HiveOverFiles implements Plugin {
    @Override
    public Iterable<ConnectorFactory> getConnectorFactories() {
        return List.of(new Factory());
    }

    @Override
    public Set<Class<?>> getFunctions() {
        return new HivePlugin().getFunctions();
    }

    private static final class Factory implements ConnectorFactory {
        private final HiveConnectorFactory hive = new HiveConnectorFactory();

        @Override
        public String getName() {
            return hive.getName();
        }

        @Override
        public Connector create(String name, Map<String, String> properties, ConnectorContext context) {
            if (!properties.containsKey(ObjectFileSystemFactory.BUCKETS)) {
                return hive.create(name, properties, context);
            }
            Map<String, String> others = new HashMap<>(properties);
            return HiveConnectorFactory.createConnector(
                    name,
                    others,
                    context,
                    Factory::bindWhatGoesWithFiles,
                    Optional.empty(),
                    Optional.of(ofS3Alone(ObjectFileSystemFactory.of(others, context))));
        }

        private static TrinoFileSystemFactory ofS3Alone(TrinoFileSystemFactory objects) {
            return new SwitchingFileSystemFactory(location -> {
                if (location.scheme().filter(ObjectFileSystemFactory.SCHEMES::contains).isEmpty()) {
                    throw new IllegalArgumentException("No factory for location: " + location);
                }
                return objects;
            });
        }

        /** Trino's own module of file systems binds it, and is not installed where one is given. */
        private static void bindWhatGoesWithFiles(Binder binder) {
            binder.bind(CachingHostAddressProvider.class).to(DefaultCachingHostAddressProvider.class);
        }
    }
}
