package io.wadi.geoip;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Records without nesting, whose values are text or numbers. */
final class FlatLookups implements RecordLookups {

    private static final Pattern CODE = Pattern.compile("[A-Z]{2}");

    /** RFC 6793: 32 bits; IPinfo writes AS before the number. */
    private static final Pattern NUMBER = Pattern.compile("(?:AS)?(\\d{1,10})");

    private static final long MAX_NUMBER = 4_294_967_295L;

    private final Reader reader;
    private final FlatFields fields;

    FlatLookups(Path file, FlatFields fields) throws IOException {
        this.reader = new Reader(file.toFile(), new CHMCache());
        this.fields = fields;
    }

    @Override
    public Optional<Place> place(InetAddress address) throws IOException {
        return found(address).map(values -> {
            String code = text(values, fields.countryCode());
            String name = text(values, fields.countryName());
            return Place.of(
                    code,
                    name == null ? countryName(code) : name,
                    text(values, fields.city()),
                    degrees(values, fields.latitude()),
                    degrees(values, fields.longitude()));
        });
    }

    @Override
    public Optional<AsNumber> asNumber(InetAddress address) throws IOException {
        return found(address).flatMap(values -> {
            var matcher = NUMBER.matcher(String.valueOf(text(values, fields.asNumber())));
            return matcher.matches() && Long.parseLong(matcher.group(1)) <= MAX_NUMBER
                    ? Optional.of(AsNumber.of(Long.valueOf(matcher.group(1)), text(values, fields.organization())))
                    : Optional.empty();
        });
    }

    private Optional<Map<?, ?>> found(InetAddress address) throws IOException {
        return Optional.ofNullable(reader.get(address, Map.class));
    }

    private static String text(Map<?, ?> values, String field) {
        Object value = field == null ? null : values.get(field);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    /** By its text, so that 52.374 of single precision stays 52.374. */
    private static Double degrees(Map<?, ?> values, String field) {
        String text = text(values, field);
        return text == null ? null : Double.valueOf(text);
    }

    /** Java's English name of the country, as the record has none. */
    private static String countryName(String code) {
        if (code == null || !CODE.matcher(code).matches()) {
            return null;
        }
        String name = new Locale("", code).getDisplayCountry(Locale.ENGLISH);
        return name.equals(code) ? null : name;
    }

    @Override
    public Metadata metadata() {
        return reader.getMetadata();
    }
}
