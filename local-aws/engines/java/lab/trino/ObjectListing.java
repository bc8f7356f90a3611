package lab.trino;

import io.trino.filesystem.FileEntry;
import io.trino.filesystem.FileIterator;
import io.trino.filesystem.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Lists the plain files below a folder as S3 does: in the order of the keys' UTF-8 bytes, with times in whole seconds. */
final class ObjectListing implements FileIterator {
    private final Location bucket;
    private final Deque<Iterator<Entry>> open = new ArrayDeque<>();
    private FileEntry next;

    /** @param prefix The folder's key with its slash; empty for the bucket. */
    ObjectListing(Location bucket, Path folder, String prefix) throws IOException {
        this.bucket = bucket;
        open.push(entries(folder, prefix));
    }

    @Override
    public boolean hasNext() throws IOException {
        while (next == null && !open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                continue;
            }
            Entry entry = open.peek().next();
            if (entry.attributes.isDirectory()) {
                open.push(entries(entry.path, entry.key));
            } else {
                next = entry.shown(bucket);
            }
        }
        return next != null;
    }

    @Override
    public FileEntry next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        FileEntry found = next;
        next = null;
        return found;
    }

    private static Iterator<Entry> entries(Path folder, String prefix) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                Entry.of(folder, path.getFileName().toString(), prefix).ifPresent(entries::add);
            }
        } catch (DirectoryIteratorException unread) {
            throw unread.getCause();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Collections.emptyIterator();
        }
        Collections.sort(entries);
        return entries.iterator();
    }

    /** @param key Of a folder with its slash: so S3 orders it. */
    private record Entry(Path path, String key, byte[] order, BasicFileAttributes attributes)
            implements Comparable<Entry> {
        static Optional<Entry> of(Path folder, String name, String prefix) throws IOException {
            // of a name that is no text another file is asked for, which is not there: it is no key
            Path path = folder.resolve(name);
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (!attributes.isDirectory() && !attributes.isRegularFile()) {
                    return Optional.empty();
                }
                String key = prefix + name + (attributes.isDirectory() ? "/" : "");
                return Optional.of(new Entry(path, key, key.getBytes(StandardCharsets.UTF_8), attributes));
            } catch (NoSuchFileException goneSince) {
                return Optional.empty();
            }
        }

        FileEntry shown(Location bucket) {
            Instant modified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
            return new FileEntry(
                    bucket.appendPath(key), attributes.size(), modified, Optional.empty(), Set.of());
        }

        @Override
        public int compareTo(Entry other) {
            return Arrays.compareUnsigned(order, other.order);
        }
    }
}
