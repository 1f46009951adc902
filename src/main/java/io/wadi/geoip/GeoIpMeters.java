package io.wadi.geoip;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wadi.metrics.Meters;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;

/** Micrometer meters of the GeoIP databases. */
public final class GeoIpMeters implements MeterBinder {

    private final GeoIpDatabase geoip;

    public GeoIpMeters(GeoIpDatabase geoip) {
        this.geoip = geoip;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters<GeoIpDatabase> meters = Meters.of(registry, geoip)
                .counter("wadi.geoip.hits", "Lookups answered from the cache", GeoIpDatabase::getCacheHits)
                .counter("wadi.geoip.misses", "Lookups that read the databases", GeoIpDatabase::getCacheMisses)
                .counter("wadi.geoip.unreadable", "Corrupt entries found", GeoIpDatabase::getUnreadableEntries)
                .counter("wadi.geoip.refused", "Replaced files that could not be used", GeoIpDatabase::getRefusedFiles)
                .counter("wadi.geoip.reloads", "Reloads that loaded a new file", GeoIpDatabase::getReloads)
                .gauge("wadi.geoip.cached", "Answers in the cache", null, GeoIpDatabase::getCachedAnswers);
        built(meters.with("database", "city"), GeoIpDatabase::getCityBuildDate);
        built(meters.with("database", "asn"), GeoIpDatabase::getAsnBuildDate);
    }

    private static void built(Meters<GeoIpDatabase> meters, Function<GeoIpDatabase, String> date) {
        meters.gauge(
                "wadi.geoip.built",
                "Build time of the database, seconds since the epoch",
                "seconds",
                source -> LocalDate.parse(date.apply(source))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toEpochSecond());
    }
}
