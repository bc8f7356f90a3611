package lab.catalog;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.thrift.transport.TTransportException;

/**
 * Makes the Data Catalog the Hive metastore of a job's Spark: it starts {@link Metastore} in the driver and tells Hive's
 * client where it is. For {@code spark.plugins}, beside {@code spark.sql.catalogImplementation=hive}.
 */
public final class DataCatalogPlugin implements SparkPlugin {
    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Map<String, String> init(SparkContext context, PluginContext plugin) {
                Configuration configuration = context.hadoopConfiguration();
                try {
                    configuration.set("hive.metastore.uris", "thrift://127.0.0.1:" + Metastore.port(configuration));
                } catch (IOException | TTransportException failed) {
                    throw new IllegalStateException("The Data Catalog's metastore does not start", failed);
                }
                return Map.of();
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return null;
    }
}
