package io.wadi.settings;

import io.wadi.net.AddressRange;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of a setting.
 *
 * @param allowed what is allowed, as the continuation of "it must be"
 * @param isShown whether errors may show a value; false if it is or may contain a secret
 * @param parser parses a stripped text; throws {@link IllegalArgumentException} if the text is not allowed, or {@link
 *     SettingException} with a more specific message
 */
record SettingType<T>(String allowed, boolean isShown, Function<String, T> parser) {

    static final SettingType<String> TEXT = new SettingType<>("any text", true, Function.identity());
    static final SettingType<String> SECRET =
            new SettingType<>("any text; Wadi never shows it", false, Function.identity());
    static final SettingType<Boolean> BOOLEAN = new SettingType<>("true or false", true, SettingType::parseBoolean);
    static final SettingType<Integer> PORT = integer(0, 65_535);
    static final SettingType<Integer> BATCH = integer(1, 10_000_000);
    static final SettingType<Integer> CONSUMERS = integer(1, 256);
    static final SettingType<Duration> INTERVAL = duration(1, 86_400_000, TimeUnit.MILLISECONDS);
    static final SettingType<Duration> KEPT = duration(0, Integer.MAX_VALUE, TimeUnit.DAYS);

    static final SettingType<Optional<Path>> PATH = new SettingType<>(
            "a path or empty", true, text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));

    static final SettingType<String> WAREHOUSE =
            matching("a folder, s3://bucket/folder, or empty", "(?!\\w+://).*|s3://[^/]+(/.*)?");

    static final SettingType<String> HTTP_ADDRESS =
            matching("an address that begins with http:// or https://, or empty", "|https?://[^\\s@]+");

    /** The options of the source are those of component {@code pcap}, set by route {@code capture}. */
    static final SettingType<String> SOURCE =
            matching("pcap:live:INTERFACE or pcap:file:NAME", "pcap:(//)?(live|file):.+");

    static final SettingType<String> EXPORTS =
            matching("netflow:udp:ADDRESS:PORT or netflow:file:PATH", "netflow:(//)?(udp|file):.+");

    /** The address is that of an endpoint of component {@code netflow}. */
    static final SettingType<String> LISTEN =
            matching("ADDRESS:PORT, with an IPv6 address in brackets", "(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]\\s]+):\\d{1,5}");

    static final SettingType<String> HOST = matching("a host name or an IP address", "[^\\s/@]+");

    /** RFC 7617, section 2: the user name ends at the colon. */
    static final SettingType<String> HTTP_USER =
            new SettingType<>("a name without a colon, or empty", false, text -> require(text, !text.contains(":")));

    /** RFC 9110, section 5.6.2: a name is a token. */
    static final SettingType<String> HEADER =
            matching("the name of a header or empty", "[A-Za-z0-9!#$%&'*+.^_`|~-]{0,100}");

    /** Networks, or single addresses. */
    static final SettingType<List<AddressRange>> NETWORKS = new SettingType<>(
            "addresses or networks such as 10.0.0.0/8, separated by commas, or empty",
            true,
            text -> text.isEmpty()
                    ? List.of()
                    : Arrays.stream(text.split(",", -1))
                            .map(String::strip)
                            .map(AddressRange::parse)
                            .toList());

    /** {@code org.apache.kafka.common.internals.Topic}: at most 249 letters, digits, and three other characters. */
    static final SettingType<String> TOPIC = matching(
            "the name of a topic: up to 249 letters, digits, dots, _ and -", "(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    static final SettingType<String> PACE = new SettingType<>(
            "max, original or a positive number of packets per second",
            true,
            text -> require(text, text.equals("max") || text.equals("original") || Double.parseDouble(text) > 0));

    static final SettingType<DatabaseUrl> DATABASE_URL =
            new SettingType<>("jdbc:postgresql://host:5432/database", false, DatabaseUrl::parse);

    private static final Pattern BROKER =
            Pattern.compile("(?:\\w+://)?(?:\\[([0-9A-Fa-f:.%]+)]|([\\w.%-]+)):(\\d{1,5})");

    /** Addresses, not resolved yet. */
    static final SettingType<List<InetSocketAddress>> BROKERS =
            new SettingType<>("a comma-separated list of host:port", true, text -> Arrays.stream(text.split(",", -1))
                    .map(SettingType::broker)
                    .toList());

    static SettingType<Integer> integer(int least, int most) {
        return new SettingType<>("an integer from " + least + " to " + most, true, text -> {
            int number = Integer.parseInt(text);
            require(text, number >= least && number <= most);
            return number;
        });
    }

    static SettingType<Integer> integer(int least, int most, String unit) {
        SettingType<Integer> bare = integer(least, most);
        return new SettingType<>(bare.allowed + ", in " + unit, true, bare.parser);
    }

    static SettingType<Duration> duration(int least, int most, TimeUnit unit) {
        SettingType<Integer> number = integer(least, most, unit.name().toLowerCase(Locale.ROOT));
        return new SettingType<>(
                number.allowed, true, text -> Duration.of(number.parser.apply(text), unit.toChronoUnit()));
    }

    /** The constants of an enum, in upper or lower case. */
    static <E extends Enum<E>> SettingType<E> words(Class<E> words) {
        String allowed = Stream.of(words.getEnumConstants())
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
        return new SettingType<>(allowed, true, text -> Enum.valueOf(words, text.toUpperCase(Locale.ROOT)));
    }

    private static SettingType<String> matching(String allowed, String pattern) {
        Predicate<String> form = Pattern.compile(pattern).asMatchPredicate();
        return new SettingType<>(allowed, true, text -> require(text, form.test(text)));
    }

    private static Boolean parseBoolean(String text) {
        require(text, text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
        return Boolean.valueOf(text);
    }

    private static InetSocketAddress broker(String text) {
        Matcher parts = BROKER.matcher(text.strip());
        require(text, parts.matches());
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        return InetSocketAddress.createUnresolved(host, Integer.parseInt(parts.group(3)));
    }

    private static String require(String text, boolean right) {
        if (!right) {
            throw new IllegalArgumentException();
        }
        return text;
    }
}
