package lab.trino;

import io.trino.filesystem.FileIterator;
import io.trino.filesystem.Location;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the objects of the embedded AWS lie, by the rules of its S3 ({@code local-aws/s3/README.md}): a plain file at
 * the key's path, reached through no link, is the object. All other keys are S3's own.
 */
final class ObjectFiles {
    private static final int LONGEST_PART = 255;
    private static final int LONGEST_PATH = 1000;
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern NO_BUCKET = Pattern.compile("\\.\\.|^\\d+\\.\\d+\\.\\d+\\.\\d+$|^xn--|^sthree-|^amzn-s3-demo-"
            + "|-s3alias$|--ol-s3$|\\.mrap$|--x-s3$|--table-s3$");

    private final Path buckets;
    private final Path metadata;

    ObjectFiles(Path buckets, Path metadata) {
        this.buckets = real(buckets);
        this.metadata = metadata;
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException notThereYet) {
            return folder;
        }
    }

    /** Opens an object's plain file; empty where S3 has to be asked. */
    Optional<FileChannel> open(Location location) throws IOException {
        Optional<Path> file = plainPath(location, location.path()).filter(ObjectFiles::isRealFile);
        try {
            return file.isPresent()
                    ? Optional.of(FileChannel.open(file.get(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))
                    : Optional.empty();
        } catch (NoSuchFileException goneSince) {
            return Optional.empty();
        }
    }

    /** The objects below a folder as S3 lists them; empty where S3 has to be asked. */
    Optional<FileIterator> list(Location location) throws IOException {
        String key = location.path();
        Optional<Path> folder =
                plainPath(location, key.endsWith("/") ? key.substring(0, key.length() - 1) : key);
        if (folder.isEmpty() || !isReal(folder.get()) || hasOddKeys(location)) {
            return Optional.empty();
        }
        return Optional.of(new ObjectListing(bucketLocation(location), folder.get(), withSlash(key)));
    }

    private static Location bucketLocation(Location location) {
        return Location.of(location.scheme().orElseThrow() + "://" + location.host().orElseThrow() + "/");
    }

    private static String withSlash(String key) {
        return key.isEmpty() || key.endsWith("/") ? key : key + "/";
    }

    /** The path of a plain file or folder; an empty key is the bucket's folder. */
    private Optional<Path> plainPath(Location location, String key) {
        String bucket = location.host().orElse("");
        if (!BUCKET.matcher(bucket).matches() || NO_BUCKET.matcher(bucket).find()) {
            return Optional.empty();
        }
        Path path = buckets.resolve(bucket);
        if (key.isEmpty()) {
            return Optional.of(path);
        }
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || length(part) > LONGEST_PART) {
                return Optional.empty();
            }
        }
        try {
            path = path.resolve(key);
            return length(path.toString()) > LONGEST_PATH ? Optional.empty() : Optional.of(path);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isRealFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && isReal(path);
    }

    /** Whether something is there, reached through no link, and spelt as on disk where the case of letters does not count. */
    private static boolean isReal(Path path) {
        try {
            return path.toRealPath().toString().equals(path.toString());
        } catch (IOException nothingThere) {
            return false;
        }
    }

    private boolean hasOddKeys(Location location) throws IOException {
        Path folder = metadata.resolve(location.host().orElseThrow()).resolve("odd-keys");
        try (DirectoryStream<Path> keys = Files.newDirectoryStream(folder)) {
            return keys.iterator().hasNext();
        } catch (NoSuchFileException none) {
            return false;
        }
    }
}
