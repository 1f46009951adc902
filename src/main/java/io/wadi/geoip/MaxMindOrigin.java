package io.wadi.geoip;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** GeoLite2 by MaxMind's permalinks (dev.maxmind.com, "Updating GeoIP and GeoLite Databases"). */
final class MaxMindOrigin implements UpdateOrigin {

    static final URI SITE = URI.create("https://download.maxmind.com");

    private final URI site;
    private final String login;

    /**
     * Prepares downloads.
     *
     * @throws GeoIpUpdateException if the account or its key is missing
     */
    MaxMindOrigin(URI site, String account, String key) {
        if (account.isEmpty() || key.isEmpty()) {
            throw new GeoIpUpdateException("MaxMind asks for an account (free, "
                    + "https://www.maxmind.com/en/geolite2/signup): set wadi.geoip.account and wadi.geoip.licence-key");
        }
        this.site = site;
        this.login = account + ":" + key;
    }

    @Override
    public Set<DatabaseKind> kinds() {
        return EnumSet.allOf(DatabaseKind.class);
    }

    @Override
    public Optional<Path> fetch(DatabaseKind kind, Optional<Instant> since, Path folder) throws InterruptedException {
        String name = kind == DatabaseKind.CITY ? "GeoLite2-City" : "GeoLite2-ASN";
        URI address = site.resolve("/geoip/databases/" + name + "/download?suffix=tar.gz");
        Path file = folder.resolve("download");
        return switch (new Download(address, Optional.of(login)).to(file, since)) {
            case FETCHED -> Optional.of(file);
            case UNCHANGED -> Optional.empty();
            case MISSING -> throw new GeoIpUpdateException(site + " has no " + name);
        };
    }

    @Override
    public String notice() {
        return Attribution.GEOLITE2;
    }
}
