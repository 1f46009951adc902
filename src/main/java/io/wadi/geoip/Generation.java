package io.wadi.geoip;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.wadi.net.IpAddress;
import java.net.InetAddress;
import java.time.LocalDate;

/**
 * A City and an ASN database that are used together, with the cached answers. Thread-safe.
 *
 * <p>Each generation has its own cache, so a slow lookup cannot put an old answer into a new cache.
 */
final class Generation {

    private final MappedDatabase city;
    private final MappedDatabase asn;
    private final LocalDate date;
    private final Cache<IpAddress, GeoInfo> answers;

    Generation(MappedDatabase city, MappedDatabase asn, int cacheSize, StatsCounter stats) {
        this.city = city;
        this.asn = asn;
        this.date = city.buildDate();
        this.answers = Caffeine.newBuilder()
                .maximumSize(cacheSize)
                .recordStats(() -> stats)
                .executor(Runnable::run)
                .build();
    }

    MappedDatabase city() {
        return city;
    }

    MappedDatabase asn() {
        return asn;
    }

    /** Number of cached answers, approximately. */
    long cached() {
        return answers.estimatedSize();
    }

    GeoInfo lookup(IpAddress address) {
        return answers.get(address, this::read);
    }

    private GeoInfo read(IpAddress address) {
        InetAddress inet = address.toInetAddress();
        Place place = city.place(inet);
        AsNumber as = asn.asNumber(inet);
        if (place.equals(Place.UNKNOWN) && as.equals(AsNumber.UNKNOWN)) {
            return GeoInfo.NONE;
        }
        return new GeoInfo(
                place.countryCode(),
                place.countryName(),
                place.city(),
                place.latitude(),
                place.longitude(),
                as.number(),
                as.organization(),
                date);
    }
}
