package lab.trino;

import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoInput;
import io.trino.filesystem.TrinoInputFile;
import io.trino.filesystem.TrinoInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Optional;

/** An object to read: its plain file, or what S3 gives. */
final class ObjectInputFile implements TrinoInputFile {
    private final TrinoInputFile ofS3;
    private final ObjectFiles files;
    private final boolean hasLength;

    /** @param hasLength Whether its length was given, so that S3 need not be asked for it. */
    ObjectInputFile(TrinoInputFile ofS3, ObjectFiles files, boolean hasLength) {
        this.ofS3 = ofS3;
        this.files = files;
        this.hasLength = hasLength;
    }

    @Override
    public TrinoInput newInput() throws IOException {
        Optional<FileChannel> file = files.open(location());
        return file.isPresent() ? new ObjectInput(location(), file.get()) : ofS3.newInput();
    }

    @Override
    public TrinoInputStream newStream() throws IOException {
        Optional<FileChannel> file = files.open(location());
        return file.isPresent() ? new ObjectStream(location(), file.get()) : ofS3.newStream();
    }

    @Override
    public long length() throws IOException {
        if (hasLength) {
            return ofS3.length();
        }
        Optional<FileChannel> file = files.open(location());
        if (file.isEmpty()) {
            return ofS3.length();
        }
        try (FileChannel channel = file.get()) {
            return channel.size();
        }
    }

    @Override
    public Instant lastModified() throws IOException {
        return ofS3.lastModified();
    }

    @Override
    public boolean exists() throws IOException {
        Optional<FileChannel> file = files.open(location());
        if (file.isEmpty()) {
            return ofS3.exists();
        }
        file.get().close();
        return true;
    }

    @Override
    public Location location() {
        return ofS3.location();
    }
}
