package lab.trino;

import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.filesystem.s3.S3FileSystemConfig;
import io.trino.filesystem.s3.S3FileSystemFactory;
import io.trino.filesystem.s3.S3FileSystemStats;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.security.ConnectorIdentity;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Shows Trino the objects of the embedded AWS as the files that they are. What is no plain file is read through S3, and
 * all that is written or deleted goes through S3 as well.
 */
public final class ObjectFileSystemFactory implements TrinoFileSystemFactory {
    /** The property of a catalog that says where the buckets are. */
    static final String BUCKETS = "lab.s3.buckets";

    /** The property of a catalog that says where S3 keeps what is no plain file. */
    private static final String METADATA = "lab.s3.metadata";

    /** How a location of S3 may begin. */
    static final Set<String> SCHEMES = Set.of("s3", "s3a", "s3n");

    private final TrinoFileSystemFactory s3;
    private final ObjectFiles files;

    private ObjectFileSystemFactory(TrinoFileSystemFactory s3, ObjectFiles files) {
        this.s3 = s3;
        this.files = files;
    }

    /** @param properties Of a catalog; those that it uses are taken out. */
    public static TrinoFileSystemFactory of(Map<String, String> properties, ConnectorContext context) {
        S3FileSystemConfig config = new S3FileSystemConfig()
                .setEndpoint(properties.remove("s3.endpoint"))
                .setRegion(properties.remove("s3.region"))
                .setPathStyleAccess(Boolean.parseBoolean(properties.remove("s3.path-style-access")))
                .setAwsAccessKey(properties.remove("s3.aws-access-key"))
                .setAwsSecretKey(properties.remove("s3.aws-secret-key"));
        properties.remove("fs.native-s3.enabled");
        ObjectFiles files =
                new ObjectFiles(Path.of(properties.remove(BUCKETS)), Path.of(properties.remove(METADATA)));
        return new ObjectFileSystemFactory(
                new S3FileSystemFactory(context.getOpenTelemetry(), config, new S3FileSystemStats()), files);
    }

    @Override
    public TrinoFileSystem create(ConnectorIdentity identity) {
        return new ObjectFileSystem(s3.create(identity), files);
    }
}
