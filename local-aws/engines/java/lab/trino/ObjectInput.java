package lab.trino;

import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoInput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** Reads parts of a plain file; they stay those of the object that was there when it was opened. */
final class ObjectInput implements TrinoInput {
    private final Location location;
    private final FileChannel file;

    ObjectInput(Location location, FileChannel file) {
        this.location = location;
        this.file = file;
    }

    @Override
    public void readFully(long position, byte[] buffer, int offset, int length) throws IOException {
        if (position < 0) {
            throw new IOException("Negative seek offset");
        }
        Objects.checkFromIndexSize(offset, length, buffer.length);
        ByteBuffer into = ByteBuffer.wrap(buffer, offset, length);
        while (into.hasRemaining()) {
            if (file.read(into, position + into.position() - offset) < 0) {
                throw new EOFException("Read %s of %s requested bytes: %s"
                        .formatted(into.position() - offset, length, location));
            }
        }
    }

    @Override
    public int readTail(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        long size = file.size();
        int count = (int) Math.min(size, length);
        readFully(size - count, buffer, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public String toString() {
        return location.toString();
    }
}
