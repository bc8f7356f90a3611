package lab.catalog;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.metastore.api.MetaException;

/** What a metastore does with folders: it makes those of tables, and removes those of managed ones. */
final class TableFiles {
    private final Configuration configuration;

    TableFiles(Configuration configuration) {
        this.configuration = configuration;
    }

    static boolean isInS3(String location) {
        return location != null && location.matches("s3[an]?://.*");
    }

    /** @throws MetaException Where the location is not in S3: it would be gone with the job, and the table would stay. */
    void make(String what, String location) throws MetaException {
        if (!isInS3(location)) {
            throw new MetaException(what + " would lie at " + location
                    + ", which is gone when the job has ended. Give it a location in S3, or its database a LocationUri,"
                    + " or set spark.sql.warehouse.dir.");
        }
        Path path = new Path(location);
        try {
            path.getFileSystem(configuration).mkdirs(path);
        } catch (IOException failed) {
            throw new MetaException(failed.getMessage());
        }
    }

    void remove(String location) throws MetaException {
        if (!isInS3(location)) {
            return;
        }
        Path path = new Path(location);
        try {
            path.getFileSystem(configuration).delete(path, true);
        } catch (IOException failed) {
            throw new MetaException(failed.getMessage());
        }
    }
}
