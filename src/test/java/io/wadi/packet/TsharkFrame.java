package io.wadi.packet;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One frame as decoded by tshark, with the facts of its outermost IP packet. Absent facts are empty. */
final class TsharkFrame {

    static final String ABSENT = "";

    /** Bytes of link headers without tags. */
    private static final Map<List<String>, Integer> PLAIN_HEADERS =
            Map.of(List.of("eth", "ethertype"), 14, List.of("sll", "ethertype"), 16);

    private static final Set<String> IP = Set.of("ip", "ipv6");
    private static final Set<String> EXTENSIONS =
            Set.of("ipv6.hopopts", "ipv6.routing", "ipv6.fraghdr", "ipv6.dstopts", "ah");

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)");

    private final String[] columns;
    private final List<String> layers;
    private final int outer;

    private TsharkFrame(String[] columns) {
        this.columns = columns;
        layers = List.of(columns[TsharkField.LAYERS.ordinal()].split(":"));
        outer = (int) layers.stream().takeWhile(layer -> !IP.contains(layer)).count();
    }

    static TsharkFrame parse(String line) {
        return new TsharkFrame(Arrays.copyOf(line.split(Tshark.BETWEEN_FIELDS, -1), TsharkField.values().length));
    }

    int number() {
        return Integer.parseInt(first(TsharkField.NUMBER));
    }

    boolean hasIp() {
        return outer < layers.size();
    }

    private boolean isVersion4() {
        return "ip".equals(layers.get(outer));
    }

    /** Whether this is the frame that became the packet, as far as the capture's own record tells. */
    boolean isOf(Packet packet) {
        return packet.length() == Integer.parseInt(first(TsharkField.LENGTH))
                && packet.captured() == Integer.parseInt(first(TsharkField.CAPTURED))
                && packet.timestampNanos() == timestampNanos();
    }

    private long timestampNanos() {
        String[] parts = first(TsharkField.TIME).split("\\.");
        return Long.parseLong(parts[0]) * 1_000_000_000L + Long.parseLong(parts[1]);
    }

    /** Whether one of its IPv4 packets, at any depth, has this source. */
    boolean hasSource(String address) {
        return all(TsharkField.IP_SRC).contains(address);
    }

    String src() {
        return first(isVersion4() ? TsharkField.IP_SRC : TsharkField.IPV6_SRC);
    }

    String dst() {
        return first(isVersion4() ? TsharkField.IP_DST : TsharkField.IPV6_DST);
    }

    /** As in the header, and behind a plain link header no more than the rest of the frame. */
    String size() {
        int stated = isVersion4()
                ? Integer.parseInt(first(TsharkField.IP_LENGTH))
                : 40 + Integer.parseInt(first(TsharkField.IPV6_PAYLOAD));
        Integer linkHeader = PLAIN_HEADERS.get(layers.subList(0, outer));
        return String.valueOf(
                linkHeader == null
                        ? stated
                        : Math.min(stated, Integer.parseInt(first(TsharkField.LENGTH)) - linkHeader));
    }

    /** VLAN ids in front of the IP header, with commas between them. */
    String vlan() {
        long tags = layers.subList(0, outer).stream().filter("vlan"::equals).count();
        return String.join(",", all(TsharkField.VLAN).stream().limit(tags).toList());
    }

    /** The transport's number: that behind the extension headers. */
    String transport() {
        String next = first(isVersion4() ? TsharkField.IP_PROTOCOL : TsharkField.IPV6_NEXT);
        Deque<String> hop = new ArrayDeque<>(all(TsharkField.HOP_BY_HOP_NEXT));
        Deque<String> routing = new ArrayDeque<>(all(TsharkField.ROUTING_NEXT));
        Deque<String> fragment = new ArrayDeque<>(all(TsharkField.FRAGMENT_NEXT));
        Deque<String> destination = new ArrayDeque<>(all(TsharkField.DESTINATION_NEXT));
        Deque<String> authentication = new ArrayDeque<>(all(TsharkField.AUTHENTICATION_NEXT));
        for (String following = next; following != null; ) {
            next = following;
            following = switch (next) {
                case "0" -> hop.poll();
                case "43" -> routing.poll();
                case "44" -> fragment.poll();
                case "60" -> destination.poll();
                case "51" -> authentication.poll();
                default -> null;
            };
        }
        return next;
    }

    String srcPort() {
        return first(
                switch (transportLayer()) {
                    case "tcp" -> TsharkField.TCP_SRC;
                    case "udp", "udplite" -> TsharkField.UDP_SRC;
                    case "sctp" -> TsharkField.SCTP_SRC;
                    default -> null;
                });
    }

    String dstPort() {
        return first(
                switch (transportLayer()) {
                    case "tcp" -> TsharkField.TCP_DST;
                    case "udp", "udplite" -> TsharkField.UDP_DST;
                    case "sctp" -> TsharkField.SCTP_DST;
                    default -> null;
                });
    }

    /** The low eight flags, as a decimal number. */
    String tcpFlags() {
        String flags = first("tcp".equals(transportLayer()) ? TsharkField.TCP_FLAGS : null);
        return flags.isEmpty() ? ABSENT : String.valueOf(Integer.decode(flags) & 0xff);
    }

    private String transportLayer() {
        return layers.stream()
                .skip(outer + 1L)
                .dropWhile(EXTENSIONS::contains)
                .findFirst()
                .orElse(ABSENT);
    }

    String dnsQuestion() {
        return first(TsharkField.DNS_QUESTION);
    }

    String tlsServerName() {
        String name = first(TsharkField.TLS_NAME);
        return name.isEmpty() ? first(TsharkField.GQUIC_NAME) : name;
    }

    /**
     * The host of a request: that of its target if it has one, which tshark does not show as host (RFC 9112 section
     * 3.2.2). Not that of SSDP, which tshark reads as HTTP.
     */
    String httpHost() {
        if (layers.contains("ssdp")) {
            return ABSENT;
        }
        String target = first(TsharkField.HTTP_TARGET);
        if ("CONNECT".equals(first(TsharkField.HTTP_METHOD))) {
            return target;
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        return absolute.lookingAt() ? absolute.group(1) : first(TsharkField.HTTP_HOST);
    }

    /** Whether a further IP packet is inside, in a tunnel or quoted by an ICMP error: names are that one's then. */
    boolean hasInnerIp() {
        return layers.stream().skip(outer + 1L).anyMatch(IP::contains);
    }

    private String first(TsharkField field) {
        return field == null ? ABSENT : all(field).stream().findFirst().orElse(ABSENT);
    }

    private List<String> all(TsharkField field) {
        String values = columns[field.ordinal()];
        return values.isEmpty() ? List.of() : List.of(values.split(Tshark.BETWEEN_VALUES, -1));
    }
}
