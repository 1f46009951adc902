package io.wadi.geoip;

import io.wadi.net.FileStamp;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database file that its user, or {@code wadi geoip update}, replaces with newer versions. If it has no IPv6 addresses
 * and a file with these is beside it, they are one database.
 */
final class FileSource implements DatabaseSource {

    private static final Logger LOG = LoggerFactory.getLogger(FileSource.class);

    private final DatabaseKind kind;
    private final Path file;
    private final Path cacheDirectory;
    private final GeoIpCounters counters;
    private Stamps loaded;
    private Stamps refused;
    private Stamps reported;
    private boolean passing;
    private volatile String problem;

    private record Stamps(FileStamp main, FileStamp ipv6) {
        static Stamps of(Path file) {
            return new Stamps(FileStamp.of(file), FileStamp.of(UpdatedFiles.ipv6Of(file)));
        }
    }

    FileSource(DatabaseKind kind, Path file, Path cacheDirectory, GeoIpCounters counters) {
        this.kind = kind;
        this.file = file;
        this.cacheDirectory = cacheDirectory;
        this.counters = counters;
    }

    @Override
    public MappedDatabase load() {
        Stamps now = Stamps.of(file);
        MappedDatabase database = open(file, now.main());
        if (database.isIpv4Only() && now.ipv6().exists()) {
            database = database.with(open(UpdatedFiles.ipv6Of(file), now.ipv6()));
        }
        loaded = now;
        forgetProblem();
        return database;
    }

    private MappedDatabase open(Path path, FileStamp stamp) {
        return DatabaseCopy.open(path, stamp, kind, cacheDirectory, counters);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An unusable file may be half written. It is reported as a problem, once, when the next check finds it
     * unchanged.
     */
    @Override
    public Optional<MappedDatabase> loadIfChanged() {
        Stamps now = Stamps.of(file);
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

    private void refuse(Stamps stamp, GeoIpFileException refusal) {
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
