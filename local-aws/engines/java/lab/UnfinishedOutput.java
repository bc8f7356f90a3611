package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes down the folders in which Spark keeps output that it has not committed, so that they can be removed where it
 * is killed: a line a folder, {@code +} when it is made and {@code -} when it is removed.
 */
final class UnfinishedOutput {
    private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

    private final Path record;

    private UnfinishedOutput(Path record) {
        this.record = record;
    }

    /** @param record The file that keeps the folders; none are kept where it is null. */
    static UnfinishedOutput in(String record) {
        return new UnfinishedOutput(record == null ? null : Path.of(record));
    }

    void made(Path folder) throws IOException {
        for (Path at = folder; at != null && record != null; at = at.getParent()) {
            String parent = at.getParent() == null ? "" : String.valueOf(at.getParent().getFileName());
            if (isUnfinished(String.valueOf(at.getFileName())) && !isUnfinished(parent) && FOLDERS.add(at)) {
                write("+" + at);
            }
        }
    }

    void removed(Path folder) throws IOException {
        if (FOLDERS.remove(folder)) {
            write("-" + folder);
        }
    }

    private static boolean isUnfinished(String name) {
        return name.equals("_temporary") || name.startsWith(".spark-staging-") || name.startsWith(".hive-staging_");
    }

    private void write(String line) throws IOException {
        synchronized (FOLDERS) {
            Files.writeString(record, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
