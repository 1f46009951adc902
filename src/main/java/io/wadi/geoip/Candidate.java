package io.wadi.geoip;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A downloaded database that has passed the checks.
 *
 * @param main the database, or its part for IPv4
 * @param ipv6 its part for IPv6, if that is a file of its own
 * @param type its type, from its metadata
 * @param built the day (UTC) on which it was built
 */
record Candidate(DatabaseKind kind, Path main, Optional<Path> ipv6, String type, LocalDate built) {

    private static final int LOOKUPS = 10_000;

    /** Of the first records of a database of places, some hundred have none. */
    private static final int RECORDS = 2_000;

    /**
     * Checks unpacked files: they open, have what this kind needs, and can be read at the first networks and at random
     * addresses.
     *
     * @param from where they come from, for messages
     * @throws GeoIpUpdateException with the reason
     */
    static Candidate check(DatabaseKind kind, List<Path> files, String from) throws IOException {
        Path main = files.stream()
                .filter(file -> !isForIpv6(file))
                .findFirst()
                .orElseThrow(() -> new GeoIpUpdateException("What " + from + " gave has no database in it"));
        Optional<Path> ipv6 = files.stream().filter(Candidate::isForIpv6).findFirst();
        MappedDatabase database = check(kind, main, from);
        if (ipv6.isPresent()) {
            check(kind, ipv6.get(), from);
        }
        return new Candidate(kind, main, ipv6, database.type(), database.buildDate());
    }

    private static boolean isForIpv6(Path file) {
        return file.getFileName().toString().contains("ipv6");
    }

    private static MappedDatabase check(DatabaseKind kind, Path file, String from) throws IOException {
        GeoIpCounters counters = new GeoIpCounters();
        MappedDatabase database;
        try {
            database = MappedDatabase.open(file, kind, file, counters);
        } catch (GeoIpFileException e) {
            throw new GeoIpUpdateException("What " + from + " gave " + e.reason());
        }
        boolean known = knowsAny(kind, database, file);
        Random random = new Random(LOOKUPS);
        for (int i = 0; i < LOOKUPS; i++) {
            isKnown(kind, database, randomAddress(random, i % 2 == 0 ? 4 : 16));
        }
        if (counters.unreadableEntries().sum() > 0) {
            throw new GeoIpUpdateException("What " + from + " gave has corrupt entries");
        }
        if (!known) {
            throw new GeoIpUpdateException(
                    "What " + from + " gave has no " + kind.label() + " entry in its first " + RECORDS);
        }
        return database;
    }

    private static boolean knowsAny(DatabaseKind kind, MappedDatabase database, Path file) throws IOException {
        try (var reader = new Reader(file.toFile())) {
            @SuppressWarnings("rawtypes")
            Iterator<DatabaseRecord<Map>> records = reader.networks(Map.class);
            for (int i = 0; i < RECORDS && records.hasNext(); i++) {
                if (isKnown(kind, database, records.next().network().networkAddress())) {
                    return true;
                }
            }
        } catch (InvalidNetworkException | RuntimeException | StackOverflowError e) {
            return false;
        }
        return false;
    }

    private static boolean isKnown(DatabaseKind kind, MappedDatabase database, InetAddress address) {
        return kind == DatabaseKind.CITY
                ? !database.place(address).equals(Place.UNKNOWN)
                : !database.asNumber(address).equals(AsNumber.UNKNOWN);
    }

    /** One of IPv4 or, if it has 16 bytes, of 2000::/3 (RFC 4291, section 2.4). */
    private static InetAddress randomAddress(Random random, int length) throws IOException {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        if (length == 16) {
            bytes[0] = (byte) (0x20 | bytes[0] & 0x1f);
        }
        return InetAddress.getByAddress(bytes);
    }

    /** Bytes of its files. */
    long size() throws IOException {
        return Files.size(main) + (ipv6.isPresent() ? Files.size(ipv6.get()) : 0);
    }
}
