package io.wadi.geoip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of the last {@code wadi geoip update}; the bundled one until there is a usable one. */
final class UpdatedSource implements DatabaseSource {

    private static final Logger LOG = LoggerFactory.getLogger(UpdatedSource.class);

    private final Path file;
    private final FileSource updated;
    private final BundledSource bundled;

    UpdatedSource(DatabaseKind kind, Path dataDirectory, GeoIpCounters counters) {
        file = UpdatedFiles.of(kind, dataDirectory);
        updated = new FileSource(kind, file, dataDirectory, counters);
        bundled = new BundledSource(kind, dataDirectory, counters);
    }

    @Override
    public MappedDatabase load() {
        if (Files.exists(file)) {
            try {
                return updated.load();
            } catch (GeoIpFileException e) {
                LOG.warn("{} The bundled database is in use.", e.getMessage());
            }
        }
        return bundled.load();
    }

    @Override
    public Optional<MappedDatabase> loadIfChanged() {
        return Files.exists(file) ? updated.loadIfChanged() : Optional.empty();
    }

    @Override
    public Optional<String> problem() {
        return updated.problem();
    }
}
