package io.wadi.geoip;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of the fields of flat records that hold the facts; null for a fact that no field has.
 *
 * <p>The names are those of the packages {@code @ip-location-db/…-mmdb} ({@code country_code}, {@code latitude}), of
 * IPinfo Lite ({@code country_code}, {@code country}, {@code asn}, {@code as_name}) and of IPinfo's older and paid
 * databases ({@code country} for the code, {@code lat}, {@code lng}).
 */
record FlatFields(
        String countryCode,
        String countryName,
        String city,
        String latitude,
        String longitude,
        String asNumber,
        String organization) {

    private static final int SAMPLE = 100;

    /** The fields that hold the facts of this kind; empty if these names have none. */
    static Optional<FlatFields> of(DatabaseKind kind, Set<String> names) {
        boolean hasCode = names.contains("country_code");
        FlatFields fields = new FlatFields(
                first(names, "country_code", "country"),
                hasCode ? first(names, "country_name", "country") : first(names, "country_name"),
                first(names, "city"),
                first(names, "latitude", "lat"),
                first(names, "longitude", "lng"),
                first(names, "autonomous_system_number", "asn"),
                first(names, "autonomous_system_organization", "as_name"));
        String needed = kind == DatabaseKind.CITY ? fields.countryCode : fields.asNumber;
        return needed == null ? Optional.empty() : Optional.of(fields);
    }

    private static String first(Set<String> names, String... wanted) {
        return List.of(wanted).stream().filter(names::contains).findFirst().orElse(null);
    }

    /** The names of the fields of a database's first records that hold no further fields. */
    static Set<String> sample(Reader reader) throws IOException {
        Set<String> names = new TreeSet<>();
        @SuppressWarnings("rawtypes")
        Iterator<DatabaseRecord<Map>> records;
        try {
            records = reader.networks(Map.class);
        } catch (InvalidNetworkException e) {
            throw new IOException(e);
        }
        for (int i = 0; i < SAMPLE && records.hasNext(); i++) {
            Map<?, ?> fields = records.next().data();
            if (fields != null) {
                fields.forEach((name, value) -> {
                    if (!(value instanceof Map) && !(value instanceof List)) {
                        names.add(String.valueOf(name));
                    }
                });
            }
        }
        return names;
    }
}
