package lab.trino;

import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a plain file from its beginning to its end. */
final class ObjectStream extends TrinoInputStream {
    private final Location location;
    private final FileChannel file;

    ObjectStream(Location location, FileChannel file) {
        this.location = location;
        this.file = file;
    }

    @Override
    public long getPosition() throws IOException {
        return file.position();
    }

    @Override
    public void seek(long position) throws IOException {
        if (position < 0) {
            throw new IOException("Negative seek offset");
        }
        if (position > file.size()) {
            throw new IOException(
                    "Cannot seek to %s. File size is %s: %s".formatted(position, file.size(), location));
        }
        file.position(position);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return file.read(ByteBuffer.wrap(buffer, offset, length));
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, file.size() - file.position()));
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = Math.max(0, Math.min(count, file.size() - file.position()));
        file.position(file.position() + skipped);
        return skipped;
    }

    @Override
    public void skipNBytes(long count) throws IOException {
        if (count > file.size() - file.position()) {
            throw new EOFException("Unable to skip %s bytes (position=%s, fileSize=%s): %s"
                    .formatted(count, file.position(), file.size(), location));
        }
        file.position(file.position() + Math.max(0, count));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
