package io.wadi.geoip;

import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.wadi.net.IpAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/**
 * The City and ASN databases in use. Any number of threads may look up addresses. Lookups never wait for a reload.
 *
 * <p>A reload creates a new {@link Generation} that replaces the old one. Lookups in progress finish with the old
 * one, and the garbage collector unmaps it after the last of them. Nothing is closed explicitly, so nothing is
 * closed too early.
 */
@ManagedResource(description = "GeoIP databases")
public final class GeoIpDatabase {

    /** Number of cached answers; about 55 MB for random addresses. */
    public static final int DEFAULT_CACHE_SIZE = 200_000;

    private final StatsCounter cacheStats = new ConcurrentStatsCounter();
    private final GeoIpCounters counters = new GeoIpCounters();
    private final LongAdder reloads = new LongAdder();
    private final DatabaseSource citySource;
    private final DatabaseSource asnSource;
    private final int cacheSize;
    private volatile Generation current;

    /**
     * Opens both databases.
     *
     * @param city setting {@code wadi.geoip.city}: path of a City file, or empty for that of the last update, without
     *     one the bundled one
     * @param asn setting {@code wadi.geoip.asn}: path of an ASN file, or empty likewise
     * @param cacheDirectory for unpacked and copied databases, and those of updates; created if it does not exist
     * @throws GeoIpFileException if either is unusable
     */
    public GeoIpDatabase(Optional<Path> city, Optional<Path> asn, Path cacheDirectory) {
        this(city, asn, cacheDirectory, DEFAULT_CACHE_SIZE);
    }

    GeoIpDatabase(Optional<Path> city, Optional<Path> asn, Path cacheDirectory, int cacheSize) {
        this.cacheSize = cacheSize;
        CacheFolder.clear(cacheDirectory);
        this.citySource = source(DatabaseKind.CITY, city, cacheDirectory);
        this.asnSource = source(DatabaseKind.ASN, asn, cacheDirectory);
        install(citySource.load(), asnSource.load());
    }

    private DatabaseSource source(DatabaseKind kind, Optional<Path> file, Path cacheDirectory) {
        return file.<DatabaseSource>map(path -> new FileSource(kind, path, cacheDirectory, counters))
                .orElseGet(() -> new UpdatedSource(kind, cacheDirectory, counters));
    }

    private void install(MappedDatabase city, MappedDatabase asn) {
        current = new Generation(city, asn, cacheSize, cacheStats);
    }

    /** The facts about an address; {@link GeoInfo#NONE} if there are none, never null. */
    public GeoInfo lookup(IpAddress address) {
        return current.lookup(address);
    }

    /**
     * Loads files that have changed and are usable; to be called every few seconds. If a file is unusable, the loaded
     * database stays in use; the problem is reported once if the next call finds the file unchanged.
     *
     * @return whether a file was loaded
     */
    public synchronized boolean reloadIfChanged() {
        Optional<MappedDatabase> city = citySource.loadIfChanged();
        Optional<MappedDatabase> asn = asnSource.loadIfChanged();
        if (city.isEmpty() && asn.isEmpty()) {
            return false;
        }
        install(city.orElse(current.city()), asn.orElse(current.asn()));
        reloads.increment();
        return true;
    }

    /**
     * Loads both files again, changed or not, and drops the cached answers.
     *
     * @throws GeoIpFileException if either is unusable; both loaded databases stay in use
     */
    @ManagedOperation(description = "Reloads both files now, changed or not, and clears the cache")
    public synchronized void reload() {
        install(citySource.load(), asnSource.load());
        reloads.increment();
    }

    @ManagedAttribute(description = "File of the City database")
    public String getCityFile() {
        return current.city().name().toString();
    }

    @ManagedAttribute(description = "Type of the City database, from its metadata")
    public String getCityType() {
        return current.city().type();
    }

    @ManagedAttribute(description = "Day on which the City database was built")
    public String getCityBuildDate() {
        return current.city().buildDate().toString();
    }

    @ManagedAttribute(description = "File of the ASN database")
    public String getAsnFile() {
        return current.asn().name().toString();
    }

    @ManagedAttribute(description = "Type of the ASN database, from its metadata")
    public String getAsnType() {
        return current.asn().type();
    }

    @ManagedAttribute(description = "Day on which the ASN database was built")
    public String getAsnBuildDate() {
        return current.asn().buildDate().toString();
    }

    @ManagedAttribute(description = "Approximate number of answers in the cache")
    public long getCachedAnswers() {
        return current.cached();
    }

    @ManagedAttribute(description = "Lookups answered from the cache")
    public long getCacheHits() {
        return cacheStats.snapshot().hitCount();
    }

    @ManagedAttribute(description = "Lookups that read the databases")
    public long getCacheMisses() {
        return cacheStats.snapshot().missCount();
    }

    @ManagedAttribute(description = "Share of the lookups answered from the cache, 0 to 1")
    public double getCacheHitRate() {
        return cacheStats.snapshot().hitRate();
    }

    @ManagedAttribute(description = "Corrupt entries found by lookups")
    public long getUnreadableEntries() {
        return counters.unreadableEntries().sum();
    }

    @ManagedAttribute(description = "Replaced files that could not be used; each content counts once")
    public long getRefusedFiles() {
        return counters.refusedFiles().sum();
    }

    @ManagedAttribute(description = "Reloads that loaded a new file")
    public long getReloads() {
        return reloads.sum();
    }

    /** Why a file in the settings is not in use; empty if all are. */
    @ManagedAttribute(description = "Why the newest files are not in use; empty when they are in use")
    public String getProblem() {
        return Stream.of(citySource, asnSource)
                .flatMap(source -> source.problem().stream())
                .collect(Collectors.joining(" "));
    }

    /** The notices that the licences of the databases in use require next to their data; may be empty. */
    @ManagedAttribute(description = "Notices that the databases' licences require")
    public String getAttribution() {
        return Attribution.of(current.city().notice(), current.asn().notice());
    }

    /** A sentence on how old the places are, if that is older than 90 days; else empty. */
    @ManagedAttribute(description = "Advice if the places are old")
    public String getAdvice() {
        return DataAge.advice(current.city().buildDate(), LocalDate.now(ZoneOffset.UTC));
    }

    /** The databases in use, their notices and the advice: one line for people. */
    @ManagedAttribute(description = "Databases in use, with their notices")
    public String getSummary() {
        String asn = getAsnType() + " of " + getAsnBuildDate();
        return Stream.of(getCityType() + " of " + getCityBuildDate() + ", " + asn + ".", getAttribution(), getAdvice())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
