package io.wadi.geoip;

import io.wadi.net.FileStamp;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database file that a setting names. Its user replaces it with newer versions. */
final class FileSource implements DatabaseSource {

    private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

    private final DatabaseKind kind;
    private final Path file;
    private final Path cacheDirectory;
    private final GeoIpCounters counters;
    private FileStamp loaded;
    private FileStamp refused;
    private FileStamp reported;
    private boolean passing;
    private volatile String problem;

    FileSource(DatabaseKind kind, Path file, Path cacheDirectory, GeoIpCounters counters) {
        this.kind = kind;
        this.file = file;
        this.cacheDirectory = cacheDirectory;
        this.counters = counters;
    }

    @Override
    public MappedDatabase load() {
        FileStamp now = FileStamp.of(file);
        MappedDatabase database = DatabaseCopy.open(file, now, kind, cacheDirectory, counters);
        loaded = now;
        forgetProblem();
        return database;
    }

    /**
     * {@inheritDoc}
     *
     * <p>An unusable file may be half written. It is reported as a problem, once, when the next check finds it
     * unchanged.
     */
    @Override
    public Optional<MappedDatabase> loadIfChanged() {
        FileStamp now = FileStamp.of(file);
        if (now.equals(loaded)) {
            forgetProblem();
            return Optional.empty();
        }
        if (now.equals(reported) && !passing) {
            return Optional.empty();
        }
        try {
            MappedDatabase database = load();
            LOG.info("Loaded {}, built on {}", file, database.buildDate());
            return Optional.of(database);
        } catch (GeoIpFileException e) {
            refuse(now, e);
            return Optional.empty();
        }
    }

    private void refuse(FileStamp stamp, GeoIpFileException refusal) {
        if (!stamp.equals(refused)) {
            refused = stamp;
        } else if (!stamp.equals(reported)) {
            reported = stamp;
            passing = refusal.isPassing();
            problem = refusal.getMessage();
            counters.refusedFiles().increment();
            LOG.warn("{} The previously loaded database stays in use.", problem);
        }
    }

    private void forgetProblem() {
        refused = null;
        reported = null;
        problem = null;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }
}
