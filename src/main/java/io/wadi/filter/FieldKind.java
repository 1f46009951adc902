package io.wadi.filter;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of fields, and how SQL compares them with columns. */
public enum FieldKind {
    ADDRESS("an address or a network such as 10.0.0.0/8", "<<= %s::inet", Kinship.WORD, FieldKind::address),
    COUNTRY("a country of two letters such as DE (ISO 3166-1)", "= upper(%s::text)", Kinship.WORD, FieldKind::country),
    PROTOCOL("the name of a protocol such as TLS", "= %s::text", Kinship.TEXT, FieldKind::protocol),
    TEXT("a text of at most 500 characters", "= %s::text", Kinship.TEXT, FieldKind::text),
    TCP_FLAGS("TCP flags such as SYN+ACK", "= %s::text", Kinship.TEXT, FieldKind::flags),
    DIRECTION(
            "ingress or egress (where an exporter saw the packets; inbound and outbound are in schema bi)",
            "= %s::text",
            Kinship.TEXT,
            FieldKind::direction),
    END_REASON(
            "idle timeout, active timeout, end of flow detected, forced end, lack of resources or reason and a number",
            "= %s::text",
            Kinship.TEXT,
            FieldKind::endReason),
    PORT("a port from 0 to 65535", "= %s::bigint", Kinship.NUMBER, FieldKind::port),
    ASN("the number of an autonomous system such as AS64500", "= %s::bigint", Kinship.NUMBER, FieldKind::asn),
    INTERFACE("the SNMP index of an interface", "= %s::bigint", Kinship.NUMBER, FieldKind::index),
    VLAN("a VLAN id from 1 to 4095", "= %s::bigint", Kinship.NUMBER, FieldKind::vlan),
    DSCP("a differentiated services code point from 0 to 63", "= %s::bigint", Kinship.NUMBER, FieldKind::dscp),
    SAMPLING("one of how many packets the exporter looks at", "= %s::bigint", Kinship.NUMBER, FieldKind::index),
    ORGANIZATION("the name of an autonomous system", "= %s::text", Kinship.TEXT, FieldKind::text),
    NET("the name of a network", "= %s::text", Kinship.TEXT, FieldKind::text),
    ROLE("the role of a network", "= %s::text", Kinship.TEXT, FieldKind::text),
    SITE("the site of a network", "= %s::text", Kinship.TEXT, FieldKind::text),
    TAG("the tag of a network", "= %s::text", Kinship.TEXT, FieldKind::text),
    AMOUNT("a number such as 1500 or 1.5M", "= %s::bigint", Kinship.NUMBER, FieldKind::amount);

    /** What {@code like} finds, it finds as well, but in five times the time. */
    private static final String LIKE_OF_ANY_CASE = "ilike";

    private static final int LONGEST_TEXT = 500;
    private static final long HIGHEST_PORT = 65_535;
    private static final long HIGHEST_VLAN = 4_095;
    private static final long HIGHEST_DSCP = 63;
    private static final long HIGHEST_INDEX = 0xffff_ffffL;
    private static final long HIGHEST_ASN = 0xffff_ffffL;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
    private static final Pattern PROTOCOL_NAME = Pattern.compile("[\\p{Alnum}][\\p{Alnum} ._/+-]{0,39}");
    private static final Pattern COUNTRY_CODE = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern AMOUNT_TEXT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)([kKmMgGtT]?)");
    private static final String UNITS = "kmgt";

    private final String expected;
    private final String equality;
    private final Kinship kinship;
    private final Function<String, Object> reader;

    private enum Kinship {
        WORD,
        TEXT,
        NUMBER
    }

    FieldKind(String expected, String equality, Kinship kinship, Function<String, Object> reader) {
        this.expected = expected;
        this.equality = equality;
        this.kinship = kinship;
        this.reader = reader;
    }

    /** What its values look like, for a sentence. */
    String expected() {
        return expected;
    }

    /** Whether its values have an order. */
    boolean isNumber() {
        return kinship == Kinship.NUMBER;
    }

    /** Whether its values can be compared with a pattern. */
    boolean isText() {
        return kinship == Kinship.TEXT;
    }

    /** The value to bind, or null if the text is no value of this kind. */
    Object value(String text) {
        return reader.apply(text);
    }

    /** The SQL that a column equals a bound value. */
    String equality() {
        return equality;
    }

    /** Whether flows have a value of it or none, so that they can be grouped by it. */
    boolean isListed() {
        return this != ORGANIZATION && this != TAG && this != AMOUNT;
    }

    /** Whether it is of the networks that the user has named, which only the database knows. */
    public boolean isNamed() {
        return this == NET || this == ROLE || this == SITE || this == TAG;
    }

    /** The column of {@code network_parts} with its values. */
    String named() {
        return switch (this) {
            case NET -> "net_name";
            case ROLE -> "net_role";
            case SITE -> "net_site";
            case TAG -> "tag";
            default -> throw new IllegalStateException(this + " is not of named networks");
        };
    }

    private String comparisonOfNamed(String column, String comparison) {
        boolean isUnknown = comparison.equals("is null");
        return "%s%s <<= any (array(select part::inet from network_parts left join unnest(net_tags) as tag on true where %s %s))"
                .formatted(isUnknown ? "not " : "", column, named(), isUnknown ? "is not null" : comparison);
    }

    /** A comparison of a column with a bound value, from the one that this kind makes. */
    String comparison(String column, String comparison) {
        if (isNamed()) {
            return comparisonOfNamed(column, comparison);
        }
        if (this == TEXT && comparison.startsWith(LIKE_OF_ANY_CASE)) {
            return column + " like" + comparison.substring(LIKE_OF_ANY_CASE.length()) + " or " + column + " "
                    + comparison;
        }
        return this == ORGANIZATION && !comparison.equals("is null")
                ? column + " in (select asn from geoip_now where organization " + comparison + ")"
                : column + " " + comparison;
    }

    private static Object address(String text) {
        return AddressText.isAddressOrNetwork(text) ? text : null;
    }

    private static Object country(String text) {
        return isCountry(text) ? text : null;
    }

    private static Object protocol(String text) {
        return isProtocol(text) ? text : null;
    }

    /** Whether the text can be the name of a protocol. */
    public static boolean isProtocol(String text) {
        return PROTOCOL_NAME.matcher(text).matches();
    }

    /** Whether the text can be the code of a country. */
    public static boolean isCountry(String text) {
        return COUNTRY_CODE.matcher(text).matches();
    }

    private static Object text(String text) {
        return text.isEmpty() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0 ? null : text;
    }

    private static Object flags(String text) {
        return TreatmentNames.flags(text);
    }

    private static Object direction(String text) {
        return word(text, TreatmentNames.DIRECTIONS::contains);
    }

    private static Object endReason(String text) {
        return word(text, TreatmentNames::isEndReason);
    }

    private static Object word(String text, Predicate<String> isKnown) {
        String lower = text.toLowerCase(Locale.ROOT);
        return isKnown.test(lower) ? lower : null;
    }

    private static Object port(String text) {
        return number(text, HIGHEST_PORT);
    }

    private static Object vlan(String text) {
        return number(text, HIGHEST_VLAN);
    }

    private static Object dscp(String text) {
        return number(text, HIGHEST_DSCP);
    }

    private static Object index(String text) {
        return number(text, HIGHEST_INDEX);
    }

    private static Object asn(String text) {
        boolean isPrefixed = text.regionMatches(true, 0, "AS", 0, 2);
        return number(isPrefixed ? text.substring(2) : text, HIGHEST_ASN);
    }

    private static Long number(String text, long highest) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        long number = Long.parseLong(text);
        return number <= highest ? number : null;
    }

    private static Object amount(String text) {
        Matcher amount = AMOUNT_TEXT.matcher(text);
        if (!amount.matches()) {
            return null;
        }
        int power = amount.group(2).isEmpty()
                ? 0
                : 1 + UNITS.indexOf(Character.toLowerCase(text.charAt(text.length() - 1)));
        return Math.round(Double.parseDouble(amount.group(1)) * Math.pow(1_000, power));
    }
}
