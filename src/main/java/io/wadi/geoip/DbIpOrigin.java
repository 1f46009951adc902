package io.wadi.geoip;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** DB-IP Lite: a new edition each month, in the first days of it. */
final class DbIpOrigin implements UpdateOrigin {

    static final URI SITE = URI.create("https://download.db-ip.com");

    private final URI site;
    private final Clock clock;

    DbIpOrigin(URI site, Clock clock) {
        this.site = site;
        this.clock = clock;
    }

    @Override
    public Set<DatabaseKind> kinds() {
        return EnumSet.allOf(DatabaseKind.class);
    }

    @Override
    public Optional<Path> fetch(DatabaseKind kind, Optional<Instant> since, Path folder) throws InterruptedException {
        YearMonth now = YearMonth.now(clock);
        Path file = folder.resolve("download");
        for (YearMonth month : List.of(now, now.minusMonths(1))) {
            switch (new Download(address(kind, month), Optional.empty()).to(file, since)) {
                case FETCHED -> {
                    return Optional.of(file);
                }
                case UNCHANGED -> {
                    return Optional.empty();
                }
                case MISSING -> {
                    // This month's edition is not out yet.
                }
            }
        }
        throw new GeoIpUpdateException(
                site + " has neither " + address(kind, now).getPath() + " nor that of the month before");
    }

    private URI address(DatabaseKind kind, YearMonth month) {
        String name = kind == DatabaseKind.CITY ? "city" : "asn";
        return site.resolve("/free/dbip-" + name + "-lite-" + month + ".mmdb.gz");
    }

    @Override
    public String notice() {
        return Attribution.DB_IP;
    }
}
