package io.wadi.geoip;

import com.maxmind.db.Reader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
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

    /** How many fields a refusal names. */
    private static final int MOST_FIELDS = 12;

    private static final Logger LOG = LoggerFactory.getLogger(MappedDatabase.class);

    private final RecordLookups records;
    private final Path name;
    private final GeoIpCounters counters;
    private final String notice;
    private final LocalDate buildDate;
    private final MappedDatabase ipv6;
    private final AtomicBoolean reported = new AtomicBoolean();

    private MappedDatabase(RecordLookups records, Path name, GeoIpCounters counters, MappedDatabase ipv6) {
        this.records = records;
        this.ipv6 = ipv6;
        this.name = name;
        this.counters = counters;
        this.notice = Attribution.of(name, type());
        this.buildDate = LocalDate.ofInstant(records.metadata().buildTime(), ZoneOffset.UTC);
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
        try {
            return new MappedDatabase(lookups(file, kind, name), name, counters, null);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw e instanceof GeoIpFileException refused
                    ? refused
                    : GeoIpFileException.refused(kind, name, NOT_A_DATABASE, e);
        }
    }

    /** This database for IPv4, and another one for IPv6. */
    MappedDatabase with(MappedDatabase forIpv6) {
        return new MappedDatabase(records, name, counters, forIpv6);
    }

    /** Reads the type first: {@code DatabaseReader} opens only types that it knows. */
    private static RecordLookups lookups(Path file, DatabaseKind kind, Path name) throws IOException {
        Set<String> fields;
        String type;
        try (Reader reader = new Reader(file.toFile())) {
            type = Objects.requireNonNull(reader.getMetadata().databaseType(), "no database type");
            if (kind.accepts(type)) {
                return new MaxMindLookups(file);
            }
            fields = FlatFields.sample(reader);
        }
        FlatFields flat = FlatFields.of(kind, fields)
                .orElseThrow(() ->
                        GeoIpFileException.refused(kind, name, "is a " + type + " database" + have(fields), null));
        return new FlatLookups(file, flat);
    }

    private static String have(Set<String> fields) {
        return fields.isEmpty()
                ? ""
                : " with the fields " + fields.stream().limit(MOST_FIELDS).collect(Collectors.joining(", "));
    }

    /** The location of an address; {@link Place#UNKNOWN} if the database has no entry or a corrupt one. */
    Place place(InetAddress address) {
        return isForIpv6(address)
                ? ipv6.place(address)
                : find(address, records::place).orElse(Place.UNKNOWN);
    }

    /** The autonomous system of an address; {@link AsNumber#UNKNOWN} if the database has no entry or a corrupt one. */
    AsNumber asNumber(InetAddress address) {
        return isForIpv6(address)
                ? ipv6.asNumber(address)
                : find(address, records::asNumber).orElse(AsNumber.UNKNOWN);
    }

    private boolean isForIpv6(InetAddress address) {
        return ipv6 != null && !(address instanceof Inet4Address);
    }

    /** A pointer to itself is a corrupt entry too: the decoder follows it until the stack overflows. */
    private <T> Optional<T> find(InetAddress address, Lookup<T> lookup) {
        if (isIpv4Only() && !(address instanceof Inet4Address)) {
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
        return records.metadata().databaseType();
    }

    /** Whether it has no IPv6 addresses. */
    boolean isIpv4Only() {
        return records.metadata().ipVersion() == 4;
    }

    /** The notice that its licence requires next to its data; may be empty. */
    String notice() {
        return notice;
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
