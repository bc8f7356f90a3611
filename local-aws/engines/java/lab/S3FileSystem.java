package lab;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * {@code s3://bucket/key} for Spark, over the plain files of the embedded AWS: the object is the file
 * {@code <lab.s3.root>/bucket/key}. A bucket that does not exist is an error, as it is on S3.
 */
public final class S3FileSystem extends FileSystem {
    private static final long BLOCK_SIZE = 64L * 1024 * 1024;

    private URI uri;
    private java.nio.file.Path bucket;
    private UnfinishedOutput unfinished;

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        setConf(configuration);
        uri = URI.create(name.getScheme() + "://" + name.getAuthority());
        java.nio.file.Path root = java.nio.file.Path.of(configuration.get("lab.s3.root")).toAbsolutePath();
        bucket = root.resolve(name.getAuthority()).normalize();
        unfinished = UnfinishedOutput.in(configuration.get("lab.s3.unfinished"));
        if (!bucket.getParent().equals(root) || !Files.isDirectory(bucket)) {
            throw new FileNotFoundException(
                    "The specified bucket does not exist (NoSuchBucket): " + name.getAuthority());
        }
    }

    @Override
    public String getScheme() {
        return uri == null ? "s3" : uri.getScheme();
    }

    @Override
    public URI getUri() {
        return uri;
    }

    private java.nio.file.Path file(Path path) throws IOException {
        String key = path.toUri().getPath();
        java.nio.file.Path file = bucket.resolve(key.startsWith("/") ? key.substring(1) : key).normalize();
        if (!file.startsWith(bucket)) {
            throw new IOException("The path leaves its bucket: " + path);
        }
        return file;
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        java.nio.file.Path file = file(path);
        if (!Files.isRegularFile(file)) {
            throw new FileNotFoundException("The specified key does not exist (NoSuchKey): " + path);
        }
        return new FSDataInputStream(
                new ObjectInput(FileChannel.open(file, StandardOpenOption.READ), statistics));
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        java.nio.file.Path file = file(path);
        if (!overwrite && Files.exists(file)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Files.createDirectories(file.getParent());
        OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        return new FSDataOutputStream(out, statistics);
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
        throw new UnsupportedOperationException("S3 objects cannot be appended to: " + path);
    }

    @Override
    public boolean rename(Path source, Path target) throws IOException {
        java.nio.file.Path from = file(source);
        java.nio.file.Path to = file(target);
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (Files.isDirectory(to)) {
            to = to.resolve(from.getFileName());
        }
        if (Files.exists(to) || to.startsWith(from)) {
            return false;
        }
        Files.createDirectories(to.getParent());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        java.nio.file.Path file = file(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        unfinished.removed(file);
        if (recursive && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<java.nio.file.Path> tree = Files.walk(file)) {
                for (java.nio.file.Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                    if (!entry.equals(bucket)) {
                        Files.deleteIfExists(entry);
                    }
                }
            }
        } else {
            Files.delete(file);
        }
        return true;
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        java.nio.file.Path file = file(path);
        if (Files.isRegularFile(file)) {
            return new FileStatus[] {getFileStatus(path)};
        }
        List<FileStatus> found = new ArrayList<>();
        try (DirectoryStream<java.nio.file.Path> entries = Files.newDirectoryStream(file)) {
            for (java.nio.file.Path entry : entries) {
                found.add(status(entry, new Path(path, entry.getFileName().toString())));
            }
        } catch (NoSuchFileException missing) {
            throw new FileNotFoundException("There is nothing under " + path);
        }
        found.sort(Comparator.comparing(FileStatus::getPath));
        return found.toArray(FileStatus[]::new);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        try {
            return status(file(path), path);
        } catch (NoSuchFileException missing) {
            throw new FileNotFoundException("The specified key does not exist (NoSuchKey): " + path);
        }
    }

    private FileStatus status(java.nio.file.Path file, Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FileStatus(
                attributes.isDirectory() ? 0 : attributes.size(),
                attributes.isDirectory(),
                1,
                BLOCK_SIZE,
                attributes.lastModifiedTime().toMillis(),
                makeQualified(path));
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
        java.nio.file.Path file = file(path);
        unfinished.made(file);
        Files.createDirectories(file);
        return true;
    }

    @Override
    public void setWorkingDirectory(Path directory) {
        // every path is absolute
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path(uri + "/");
    }

    /** Reads one object with positions, as Parquet needs it. */
    private static final class ObjectInput extends FSInputStream {
        private final FileChannel channel;
        private final ByteBuffer one = ByteBuffer.allocate(1);
        /** Spark's count of what a task reads. */
        private final Statistics statistics;

        ObjectInput(FileChannel channel, Statistics statistics) {
            this.channel = channel;
            this.statistics = statistics;
        }

        private int counted(int length) {
            if (length > 0) {
                statistics.incrementBytesRead(length);
            }
            return length;
        }

        @Override
        public void seek(long position) throws IOException {
            if (position < 0 || position > channel.size()) {
                throw new EOFException("There is no byte " + position);
            }
            channel.position(position);
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public boolean seekToNewSource(long position) {
            return false;
        }

        @Override
        public int read() throws IOException {
            one.clear();
            return counted(channel.read(one)) < 0 ? -1 : one.get(0) & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return counted(channel.read(ByteBuffer.wrap(bytes, offset, length)));
        }

        @Override
        public int read(long position, byte[] bytes, int offset, int length) throws IOException {
            return counted(channel.read(ByteBuffer.wrap(bytes, offset, length), position));
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(Integer.MAX_VALUE, channel.size() - channel.position());
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
