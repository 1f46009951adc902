package io.wadi.geoip;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Metadata;
import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import com.maxmind.geoip2.model.EnterpriseResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/** The nested records of MaxMind's databases, which DB-IP's have, too. */
final class MaxMindLookups implements RecordLookups {

    private final DatabaseReader reader;
    private final String type;

    MaxMindLookups(Path file) throws IOException {
        reader = new DatabaseReader.Builder(file.toFile())
                .withCache(new CHMCache())
                .build();
        type = reader.metadata().databaseType();
    }

    @Override
    public Optional<Place> place(InetAddress address) throws IOException, GeoIp2Exception {
        if (DatabaseKind.hasCountriesOnly(type)) {
            return reader.tryCountry(address)
                    .map(found ->
                            Place.of(found.country().isoCode(), found.country().name(), null, null, null));
        }
        return reader.tryCity(address)
                .map(found -> Place.of(
                        found.country().isoCode(),
                        found.country().name(),
                        found.city().name(),
                        found.location().latitude(),
                        found.location().longitude()));
    }

    @Override
    public Optional<AsNumber> asNumber(InetAddress address) throws IOException, GeoIp2Exception {
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

    @Override
    public Metadata metadata() {
        return reader.metadata();
    }
}
