package io.wadi.geoip;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A database from the class path. It is unpacked once into the cache directory, because only files can be mapped, and
 * its 63 MB then stay off the heap. It never changes.
 */
final class BundledSource implements DatabaseSource {

    private final DatabaseKind kind;
    private final Path file;
    private final GeoIpCounters counters;

    BundledSource(DatabaseKind kind, Path cacheDirectory, GeoIpCounters counters) {
        this.kind = kind;
        this.file = cacheDirectory.resolve(kind.resource());
        this.counters = counters;
    }

    @Override
    public MappedDatabase load() {
        try {
            boolean reused = Files.isRegularFile(file) && Files.size(file) == resourceSize();
            if (!reused) {
                unpack();
            }
            return reused ? openOrUnpackAgain() : open();
        } catch (IOException e) {
            throw GeoIpFileException.notCopied(kind, file.getParent(), e);
        }
    }

    /** A file of the right size may still be corrupt, for example all zeros after a power failure. */
    private MappedDatabase openOrUnpackAgain() throws IOException {
        try {
            return open();
        } catch (GeoIpFileException e) {
            unpack();
            return open();
        }
    }

    private MappedDatabase open() {
        return MappedDatabase.open(file, kind, file, counters);
    }

    /** Renames the complete file into place, so another process never maps a partial one. */
    private void unpack() throws IOException {
        CacheFolder.withUnfinished(file.getParent(), kind, part -> {
            try (InputStream in = resource().openStream()) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    private long resourceSize() throws IOException {
        return resource().openConnection().getContentLengthLong();
    }

    private URL resource() throws IOException {
        URL url = getClass().getClassLoader().getResource(kind.resource());
        if (url == null) {
            throw new FileNotFoundException(kind.resource() + " is not on the class path");
        }
        return url;
    }

    @Override
    public Optional<MappedDatabase> loadIfChanged() {
        return Optional.empty();
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }
}
