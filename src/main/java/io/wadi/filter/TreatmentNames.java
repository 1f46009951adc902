package io.wadi.filter;

import io.wadi.flow.ExportedPath;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The words for numbers of flows, the same as those of {@code selected_flows} in SQL. */
final class TreatmentNames {

    /** From the lowest bit on (RFC 9293, RFC 3168). */
    private static final List<String> FLAGS = List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR");

    private static final List<String> REASONS =
            List.of("idle timeout", "active timeout", "end of flow detected", "forced end", "lack of resources");

    private static final String INGRESS = "ingress";
    private static final String EGRESS = "egress";

    /** Where exporters see packets. */
    static final Set<String> DIRECTIONS = Set.of(INGRESS, EGRESS);

    private static final Pattern OTHER_REASON = Pattern.compile("reason \\d{1,3}");

    private TreatmentNames() {}

    /** TCP flags joined by plus signs; null without any. */
    static String flags(int bits) {
        String names = IntStream.range(0, FLAGS.size())
                .filter(bit -> (bits >> bit & 1) == 1)
                .mapToObj(FLAGS::get)
                .collect(Collectors.joining("+"));
        return names.isEmpty() ? null : names;
    }

    /** The same flags in the order of {@link #flags(int)}; null if they are none. */
    static String flags(String names) {
        List<String> flags = List.of(names.toUpperCase(Locale.ROOT).split("\\+", -1));
        return FLAGS.containsAll(flags)
                ? FLAGS.stream().filter(flags::contains).collect(Collectors.joining("+"))
                : null;
    }

    /** Where an exporter saw packets; null if it does not say. */
    static String direction(int number) {
        return switch (number) {
            case ExportedPath.INGRESS -> INGRESS;
            case ExportedPath.EGRESS -> EGRESS;
            default -> null;
        };
    }

    /** Why an exporter ended a flow (IANA element 136); null if it does not say. */
    static String endReason(int number) {
        if (number == ExportedPath.UNKNOWN) {
            return null;
        }
        return number >= 1 && number <= REASONS.size() ? REASONS.get(number - 1) : "reason " + number;
    }

    /** Whether exporters may end a flow for this reason. */
    static boolean isEndReason(String text) {
        return REASONS.contains(text) || OTHER_REASON.matcher(text).matches();
    }
}
