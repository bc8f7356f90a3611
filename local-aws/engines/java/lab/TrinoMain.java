package lab;

import static com.google.inject.multibindings.Multibinder.newSetBinder;
import static io.airlift.http.client.HttpClientBinder.httpClientBinder;

import com.google.inject.Inject;
import com.google.inject.Module;
import io.trino.server.PluginInstaller;
import io.trino.server.Server;
import jakarta.servlet.Filter;
import java.util.List;
import lab.geospatial.GeospatialPlugin;
import lab.trino.HiveOverFiles;
import lab.trino.IcebergOverFiles;

/**
 * Starts Trino as part of the embedded AWS. Its own main class is only in a download ten times as large. The Hive plugin
 * is a part of the same class path: a class loader of its own would load from no archive, and much twice. So is Iceberg's,
 * where it was installed.
 */
public final class TrinoMain extends Server {
    private TrinoMain() {}

    public static void main(String[] arguments) {
        new TrinoMain().start(arguments[0]);
    }

    @Override
    protected Iterable<? extends Module> getAdditionalModules() {
        OnlyOurs onlyOurs = new OnlyOurs(System.getenv("LAB_TRINO_SECRET"));
        return List.of(binder -> {
            binder.bind(Plugins.class).asEagerSingleton();
            newSetBinder(binder, Filter.class).addBinding().toInstance(onlyOurs);
            httpClientBinder(binder).bindGlobalFilter(onlyOurs);
        });
    }

    private static final class Plugins {
        @Inject
        Plugins(PluginInstaller plugins) {
            plugins.installPlugin(new HiveOverFiles());
            plugins.installPlugin(new GeospatialPlugin());
            try {
                plugins.installPlugin(new IcebergOverFiles());
            } catch (NoClassDefFoundError notInstalled) {
                // a set-up of its own fetches it
            }
        }
    }
}
