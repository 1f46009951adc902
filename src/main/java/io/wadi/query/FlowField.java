package io.wadi.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a flow can be filtered and grouped by. A field of either end has two columns and cannot be grouped by. */
enum FlowField {
    HOST("host", Kind.ADDRESS, "src_ip", "dst_ip"),
    SOURCE("src.host", Kind.ADDRESS, "src_ip"),
    DESTINATION("dst.host", Kind.ADDRESS, "dst_ip"),
    COUNTRY("country", Kind.COUNTRY, "src_country", "dst_country"),
    SOURCE_COUNTRY("src.country", Kind.COUNTRY, "src_country"),
    DESTINATION_COUNTRY("dst.country", Kind.COUNTRY, "dst_country"),
    PROTOCOL("protocol", Kind.PROTOCOL, "protocol");

    /** The values of a field, and how SQL compares them with its columns. */
    private enum Kind {
        ADDRESS("an address or a network such as 10.0.0.0/8", AddressText::isAddressOrNetwork, "<<= %s::inet"),
        COUNTRY("a country of two letters such as DE (ISO 3166-1)", QueryText::isCountry, "= upper(%s::text)"),
        PROTOCOL("the name of a protocol such as TLS", QueryText::isProtocol, "= %s::text");

        private final String expected;
        private final Predicate<String> allows;
        private final String comparison;

        Kind(String expected, Predicate<String> allows, String comparison) {
            this.expected = expected;
            this.allows = allows;
            this.comparison = comparison;
        }
    }

    private final String word;
    private final Kind kind;
    private final List<String> columns;

    FlowField(String word, Kind kind, String... columns) {
        this.word = word;
        this.kind = kind;
        this.columns = List.of(columns);
    }

    /** The field of this name, in letters of any case. */
    static Optional<FlowField> named(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(field -> field.word.equals(lower)).findFirst();
    }

    /** The names of all fields. */
    static String names() {
        return names(field -> true);
    }

    /** The names of the fields that can be grouped by. */
    static String dimensions() {
        return names(FlowField::isDimension);
    }

    private static String names(Predicate<FlowField> some) {
        return Arrays.stream(values()).filter(some).map(FlowField::word).collect(Collectors.joining(", "));
    }

    /** Its name in questions and answers. */
    String word() {
        return word;
    }

    boolean isDimension() {
        return columns.size() == 1;
    }

    /** The column to group by. */
    String column() {
        return columns.get(0);
    }

    /** The text of a key of its column in an answer. */
    String text(String key) {
        return kind == Kind.ADDRESS ? "host(" + key + ")" : key;
    }

    boolean allows(String value) {
        return kind.allows.test(value);
    }

    /** What its values look like, for a sentence. */
    String expected() {
        return kind.expected;
    }

    /**
     * The condition that a column has a value; true or false, never null.
     *
     * @param parameter the bound value, as SQL
     */
    String matches(String parameter) {
        return columns.stream()
                .map(column -> column + " " + kind.comparison.formatted(parameter))
                .collect(Collectors.joining(" or ", "((", ") is true)"));
    }
}
