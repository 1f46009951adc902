package io.wadi.geoip;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import com.maxmind.geoip2.model.EnterpriseResponse;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One database, memory-mapped. Safe for use by many threads.
 *
 * <p>There is nothing to close: the file is closed once it is mapped, and the garbage collector unmaps it after the
 * last reference. A lookup in progress holds a reference, so a reload cannot unmap the database under it.
 */
final class MappedDatabase {

    static final String NOT_A_DATABASE = "is not a MaxMind database";

    /** A later build year is corrupt, and exceeds the dates of PostgreSQL or BI tools. */
    private static final int MAX_YEAR = 9999;

    private static final Logger LOG = LoggerFactory.getLogger(MappedDatabase.class);

    private final DatabaseReader reader;
    private final Path name;
    private final GeoIpCounters counters;
    private final String type;
    private final LocalDate buildDate;
    private final AtomicBoolean reported = new AtomicBoolean();

    private MappedDatabase(DatabaseReader reader, Path name, GeoIpCounters counters) {
        this.reader = reader;
        this.name = name;
        this.counters = counters;
        this.type = reader.metadata().databaseType();
        this.buildDate = LocalDate.ofInstant(reader.metadata().buildTime(), ZoneOffset.UTC);
        if (buildDate.getYear() < 1970 || buildDate.getYear() > MAX_YEAR) {
            throw new DateTimeException("built on " + buildDate);
        }
    }

    /**
     * Maps a file, which must not change afterwards.
     *
     * @param name the user's name of the file
     * @param counters counts corrupt entries that lookups find
     * @throws GeoIpFileException if it is not a MaxMind database or of another kind
     */
    static MappedDatabase open(Path file, DatabaseKind kind, Path name, GeoIpCounters counters) {
        Metadata metadata = metadata(file, kind, name);
        if (!kind.accepts(metadata.databaseType())) {
            throw GeoIpFileException.refused(kind, name, "is a " + metadata.databaseType() + " database", null);
        }
        try {
            DatabaseReader reader = new DatabaseReader.Builder(file.toFile())
                    .withCache(new CHMCache())
                    .build();
            return new MappedDatabase(reader, name, counters);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw GeoIpFileException.refused(kind, name, NOT_A_DATABASE, e);
        }
    }

    /** Reads the metadata separately: {@code DatabaseReader} opens only types that it knows. */
    private static Metadata metadata(Path file, DatabaseKind kind, Path name) {
        try (Reader reader = new Reader(file.toFile())) {
            Metadata metadata = reader.getMetadata();
            Objects.requireNonNull(metadata.databaseType(), "no database type");
            return metadata;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw GeoIpFileException.refused(kind, name, NOT_A_DATABASE, e);
        }
    }

    /** The location of an address; {@link Place#UNKNOWN} if the database has no entry or a corrupt one. */
    Place place(InetAddress address) {
        return find(address, ip -> reader.tryCity(ip).map(Place::of)).orElse(Place.UNKNOWN);
    }

    /** The autonomous system of an address; {@link AsNumber#UNKNOWN} if the database has no entry or a corrupt one. */
    AsNumber asNumber(InetAddress address) {
        return find(address, this::tryAsNumber).orElse(AsNumber.UNKNOWN);
    }

    private Optional<AsNumber> tryAsNumber(InetAddress address) throws IOException, GeoIp2Exception {
        if (type.contains("GeoLite2-ASN")) {
            return reader.tryAsn(address)
                    .map(as -> AsNumber.of(as.autonomousSystemNumber(), as.autonomousSystemOrganization()));
        }
        if (type.contains("GeoIP2-ISP")) {
            return reader.tryIsp(address)
                    .map(as -> AsNumber.of(as.autonomousSystemNumber(), as.autonomousSystemOrganization()));
        }
        return reader.tryEnterprise(address)
                .map(EnterpriseResponse::traits)
                .map(as -> AsNumber.of(as.autonomousSystemNumber(), as.autonomousSystemOrganization()));
    }

    /** A pointer to itself is a corrupt entry too: the decoder follows it until the stack overflows. */
    private <T> Optional<T> find(InetAddress address, Lookup<T> lookup) {
        if (reader.metadata().ipVersion() == 4 && !(address instanceof Inet4Address)) {
            return Optional.empty();
        }
        try {
            return lookup.find(address);
        } catch (IOException | GeoIp2Exception | RuntimeException | StackOverflowError e) {
            counters.unreadableEntries().increment();
            if (reported.compareAndSet(false, true)) {
                LOG.warn(
                        "{} has a corrupt entry for {} ({}); Wadi only counts further ones",
                        name,
                        address,
                        e.toString());
            }
            return Optional.empty();
        }
    }

    /** The database type in the metadata, for example {@code GeoLite2-City}. */
    String type() {
        return type;
    }

    /** The day (UTC) on which the database was built. */
    LocalDate buildDate() {
        return buildDate;
    }

    /** The user's name of the file. */
    Path name() {
        return name;
    }

    private interface Lookup<T> {
        Optional<T> find(InetAddress address) throws IOException, GeoIp2Exception;
    }
}
