package lab.trino;

import io.airlift.units.Duration;
import io.trino.filesystem.FileIterator;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoInputFile;
import io.trino.filesystem.TrinoOutputFile;
import io.trino.filesystem.UriLocation;
import io.trino.filesystem.encryption.EncryptionKey;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Reads and lists plain files directly, and leaves the rest to S3. */
final class ObjectFileSystem implements TrinoFileSystem {
    private final TrinoFileSystem s3;
    private final ObjectFiles files;

    ObjectFileSystem(TrinoFileSystem s3, ObjectFiles files) {
        this.s3 = s3;
        this.files = files;
    }

    @Override
    public TrinoInputFile newInputFile(Location location) {
        return new ObjectInputFile(s3.newInputFile(location), files, false);
    }

    @Override
    public TrinoInputFile newInputFile(Location location, long length) {
        return new ObjectInputFile(s3.newInputFile(location, length), files, true);
    }

    @Override
    public TrinoInputFile newInputFile(Location location, long length, Instant lastModified) {
        return new ObjectInputFile(s3.newInputFile(location, length, lastModified), files, true);
    }

    @Override
    public FileIterator listFiles(Location location) throws IOException {
        Optional<FileIterator> plain = files.list(location);
        return plain.isPresent() ? plain.get() : s3.listFiles(location);
    }

    @Override
    public Optional<Boolean> directoryExists(Location location) throws IOException {
        Optional<FileIterator> plain = files.list(location);
        return plain.isPresent() && plain.get().hasNext() ? Optional.of(true) : s3.directoryExists(location);
    }

    @Override
    public TrinoInputFile newEncryptedInputFile(Location location, EncryptionKey key) {
        return s3.newEncryptedInputFile(location, key);
    }

    @Override
    public TrinoInputFile newEncryptedInputFile(Location location, long length, EncryptionKey key) {
        return s3.newEncryptedInputFile(location, length, key);
    }

    @Override
    public TrinoInputFile newEncryptedInputFile(
            Location location, long length, Instant lastModified, EncryptionKey key) {
        return s3.newEncryptedInputFile(location, length, lastModified, key);
    }

    @Override
    public TrinoOutputFile newOutputFile(Location location) {
        return s3.newOutputFile(location);
    }

    @Override
    public TrinoOutputFile newEncryptedOutputFile(Location location, EncryptionKey key) {
        return s3.newEncryptedOutputFile(location, key);
    }

    @Override
    public void deleteFile(Location location) throws IOException {
        s3.deleteFile(location);
    }

    @Override
    public void deleteFiles(Collection<Location> locations) throws IOException {
        s3.deleteFiles(locations);
    }

    @Override
    public void deleteDirectory(Location location) throws IOException {
        s3.deleteDirectory(location);
    }

    @Override
    public void renameFile(Location source, Location target) throws IOException {
        s3.renameFile(source, target);
    }

    @Override
    public void createDirectory(Location location) throws IOException {
        s3.createDirectory(location);
    }

    @Override
    public void renameDirectory(Location source, Location target) throws IOException {
        s3.renameDirectory(source, target);
    }

    @Override
    public Set<Location> listDirectories(Location location) throws IOException {
        return s3.listDirectories(location);
    }

    @Override
    public Optional<Location> createTemporaryDirectory(Location target, String temporaryPrefix, String relativePrefix)
            throws IOException {
        return s3.createTemporaryDirectory(target, temporaryPrefix, relativePrefix);
    }

    @Override
    public Optional<UriLocation> preSignedUri(Location location, Duration ttl) throws IOException {
        return s3.preSignedUri(location, ttl);
    }

    @Override
    public Optional<UriLocation> encryptedPreSignedUri(Location location, Duration ttl, EncryptionKey key)
            throws IOException {
        return s3.encryptedPreSignedUri(location, ttl, key);
    }
}
