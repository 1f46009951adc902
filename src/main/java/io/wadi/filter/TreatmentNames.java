package io.wadi.filter;

import io.wadi.flow.ExportedPath;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The words for numbers of flows, the same as those of {@code selected_flows} in SQL. */
final class TreatmentNames {

    /** From the lowest bit on (RFC 9293, RFC 3168). */
    private static final List<String> FLAGS = List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR");

    private static final List<String> REASONS =
            List.of("idle timeout", "active timeout", "end of flow detected", "forced end", "lack of resources");

    private TreatmentNames() {}

    /** TCP flags joined by plus signs; null without any. */
    static String flags(int bits) {
        String names = IntStream.range(0, FLAGS.size())
                .filter(bit -> (bits >> bit & 1) == 1)
                .mapToObj(FLAGS::get)
                .collect(Collectors.joining("+"));
        return names.isEmpty() ? null : names;
    }

    /** Where an exporter saw packets; null if it does not say. */
    static String direction(int number) {
        return switch (number) {
            case ExportedPath.INGRESS -> "ingress";
            case ExportedPath.EGRESS -> "egress";
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
}
