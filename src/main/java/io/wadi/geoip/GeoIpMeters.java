package io.wadi.geoip;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Micrometer meters of the GeoIP databases. */
public final class GeoIpMeters implements MeterBinder {

    private static final String BUILT = "wadi.geoip.built";

    private final GeoIpDatabase geoip;

    public GeoIpMeters(GeoIpDatabase geoip) {
        this.geoip = geoip;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "wadi.geoip.hits", "Lookups answered from the cache", GeoIpDatabase::getCacheHits);
        count(registry, "wadi.geoip.misses", "Lookups that read the databases", GeoIpDatabase::getCacheMisses);
        count(registry, "wadi.geoip.unreadable", "Corrupt entries found", GeoIpDatabase::getUnreadableEntries);
        count(registry, "wadi.geoip.refused", "Replaced files that could not be used", GeoIpDatabase::getRefusedFiles);
        count(registry, "wadi.geoip.reloads", "Reloads that loaded a new file", GeoIpDatabase::getReloads);
        Gauge.builder("wadi.geoip.cached", geoip, GeoIpDatabase::getCachedAnswers)
                .description("Answers in the cache")
                .register(registry);
        built(registry, "city", GeoIpDatabase::getCityBuildDate);
        built(registry, "asn", GeoIpDatabase::getAsnBuildDate);
    }

    private void count(MeterRegistry registry, String name, String description, ToDoubleFunction<GeoIpDatabase> value) {
        FunctionCounter.builder(name, geoip, value).description(description).register(registry);
    }

    private void built(MeterRegistry registry, String database, Function<GeoIpDatabase, String> date) {
        Gauge.builder(BUILT, geoip, source -> LocalDate.parse(date.apply(source))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toEpochSecond())
                .description("Build time of the database, seconds since the epoch")
                .baseUnit("seconds")
                .tag("database", database)
                .register(registry);
    }
}
