package lab;

import com.google.inject.Inject;
import com.google.inject.Module;
import io.trino.plugin.hive.HivePlugin;
import io.trino.server.PluginInstaller;
import io.trino.server.Server;
import java.util.List;

/**
 * Starts Trino as part of the embedded AWS. Its own main class is only in a download ten times as large. The Hive plugin
 * is a part of the same class path: a class loader of its own would load from no archive, and much twice.
 */
public final class TrinoMain extends Server {
    private TrinoMain() {}

    public static void main(String[] arguments) {
        new TrinoMain().start(arguments[0]);
    }

    @Override
    protected Iterable<? extends Module> getAdditionalModules() {
        return List.of(binder -> binder.bind(HiveInstallation.class).asEagerSingleton());
    }

    private static final class HiveInstallation {
        @Inject
        HiveInstallation(PluginInstaller plugins) {
            plugins.installPlugin(new HivePlugin());
        }
    }
}
