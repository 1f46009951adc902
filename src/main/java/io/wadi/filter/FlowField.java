package io.wadi.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a flow can be filtered and grouped by. A field of either end has two columns and cannot be grouped by. */
public enum FlowField {
    HOST("host", FieldKind.ADDRESS, true, "src_ip", "dst_ip"),
    SOURCE("src.host", FieldKind.ADDRESS, true, "src_ip"),
    DESTINATION("dst.host", FieldKind.ADDRESS, true, "dst_ip"),
    NETWORK("network", FieldKind.ADDRESS, true, "src_ip", "dst_ip"),
    SOURCE_NETWORK("src.network", FieldKind.ADDRESS, true, "src_ip"),
    DESTINATION_NETWORK("dst.network", FieldKind.ADDRESS, true, "dst_ip"),
    COUNTRY("country", FieldKind.COUNTRY, true, "src_country", "dst_country"),
    SOURCE_COUNTRY("src.country", FieldKind.COUNTRY, true, "src_country"),
    DESTINATION_COUNTRY("dst.country", FieldKind.COUNTRY, true, "dst_country"),
    ASN("asn", FieldKind.ASN, true, "src_asn", "dst_asn"),
    SOURCE_ASN("src.asn", FieldKind.ASN, true, "src_asn"),
    DESTINATION_ASN("dst.asn", FieldKind.ASN, true, "dst_asn"),
    ORGANIZATION("as", FieldKind.ORGANIZATION, true, "src_asn", "dst_asn"),
    SOURCE_ORGANIZATION("src.as", FieldKind.ORGANIZATION, true, "src_asn"),
    DESTINATION_ORGANIZATION("dst.as", FieldKind.ORGANIZATION, true, "dst_asn"),
    NET("net", FieldKind.NET, true, "src_ip", "dst_ip"),
    SOURCE_NET("src.net", FieldKind.NET, true, "src_ip"),
    DESTINATION_NET("dst.net", FieldKind.NET, true, "dst_ip"),
    ROLE("role", FieldKind.ROLE, true, "src_ip", "dst_ip"),
    SOURCE_ROLE("src.role", FieldKind.ROLE, true, "src_ip"),
    DESTINATION_ROLE("dst.role", FieldKind.ROLE, true, "dst_ip"),
    SITE("site", FieldKind.SITE, true, "src_ip", "dst_ip"),
    SOURCE_SITE("src.site", FieldKind.SITE, true, "src_ip"),
    DESTINATION_SITE("dst.site", FieldKind.SITE, true, "dst_ip"),
    TAG("tag", FieldKind.TAG, true, "src_ip", "dst_ip"),
    SOURCE_TAG("src.tag", FieldKind.TAG, true, "src_ip"),
    DESTINATION_TAG("dst.tag", FieldKind.TAG, true, "dst_ip"),
    PROTOCOL("protocol", FieldKind.PROTOCOL, true, "protocol"),
    TRANSPORT("transport", FieldKind.PROTOCOL, false, "transport"),
    PORT("port", FieldKind.PORT, false, "src_port", "dst_port"),
    SOURCE_PORT("src.port", FieldKind.PORT, false, "src_port"),
    DESTINATION_PORT("dst.port", FieldKind.PORT, false, "dst_port"),
    NAME("name", FieldKind.TEXT, false, "name"),
    PROBE("probe", FieldKind.TEXT, false, "probe"),
    INTERFACE("interface", FieldKind.INTERFACE, false, "in_interface", "out_interface"),
    IN_INTERFACE("in.interface", FieldKind.INTERFACE, false, "in_interface"),
    OUT_INTERFACE("out.interface", FieldKind.INTERFACE, false, "out_interface"),
    VLAN("vlan", FieldKind.VLAN, false, "vlan"),
    COMMUNITY("community", FieldKind.TEXT, false, "flow"),
    DSCP("dscp", FieldKind.DSCP, false, "dscp"),
    NEXT_HOP("next.hop", FieldKind.ADDRESS, false, "next_hop"),
    TCP_FLAGS("tcp.flags", FieldKind.TCP_FLAGS, false, "tcp_flag_names"),
    DIRECTION("direction", FieldKind.DIRECTION, false, "direction"),
    END_REASON("end.reason", FieldKind.END_REASON, false, "end_reason_name"),
    SAMPLING("sampling", FieldKind.SAMPLING, false, "sampling"),
    EXPORTED_ASN("exported.asn", FieldKind.ASN, false, "exported_src_asn", "exported_dst_asn"),
    SOURCE_EXPORTED_ASN("src.exported.asn", FieldKind.ASN, false, "exported_src_asn"),
    DESTINATION_EXPORTED_ASN("dst.exported.asn", FieldKind.ASN, false, "exported_dst_asn"),
    RTT("rtt", FieldKind.AMOUNT, false, "rtt_millis"),
    BYTES("bytes", FieldKind.AMOUNT, false, "bytes"),
    PACKETS("packets", FieldKind.AMOUNT, false, "packets"),
    RETRANSMISSIONS("retransmissions", FieldKind.AMOUNT, false, "retransmissions");

    /** What tells one flow from others, besides its window. */
    private static final Set<String> KEY = Set.of("src_ip", "dst_ip", "src_port", "dst_port", "transport");

    /** The lengths of the prefixes of fields {@code network}: what sites usually get (RFC 6177 for IPv6). */
    private static final String TO_NETWORK = "network(set_masklen(%1$s, case family(%1$s) when 4 then 24 else 48 end))";

    private final String word;
    private final FieldKind kind;
    private final boolean isInSums;
    private final List<String> columns;

    FlowField(String word, FieldKind kind, boolean isInSums, String... columns) {
        this.word = word;
        this.kind = kind;
        this.isInSums = isInSums;
        this.columns = List.of(columns);
    }

    /** The field of this name, in letters of any case. */
    public static Optional<FlowField> named(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(field -> field.word.equals(lower)).findFirst();
    }

    /** The names of all fields. */
    static String names() {
        return names(field -> true);
    }

    /** The names of the fields that can be grouped by. */
    public static String dimensions() {
        return names(FlowField::isDimension);
    }

    private static String names(Predicate<FlowField> some) {
        return Arrays.stream(values()).filter(some).map(FlowField::word).collect(Collectors.joining(", "));
    }

    /** Its name in questions and answers. */
    public String word() {
        return word;
    }

    public FieldKind kind() {
        return kind;
    }

    public boolean isDimension() {
        return columns.size() == 1 && kind.isListed();
    }

    /** The column of flows that a field to group by is, or follows from. */
    public String column() {
        return columns.get(0);
    }

    /** The columns of flows of which one has to match a condition. */
    public List<String> columns() {
        return columns;
    }

    /** Whether it follows from a column at a cost. */
    public boolean isDerived() {
        return kind.isNamed() || isNetwork();
    }

    /** Whether it is this column of flows, or follows from it. */
    public boolean isOf(String column) {
        return columns.contains(column);
    }

    /** Whether sums by hour and day have it; otherwise only windows do. */
    public boolean isInSums() {
        return isInSums;
    }

    /** Whether details by hour and day have it, which all sums are as well. */
    public boolean isInDetails() {
        return isInSums
                || switch (this) {
                    case NAME, TRANSPORT, PROBE, INTERFACE, IN_INTERFACE, OUT_INTERFACE, VLAN, DSCP, NEXT_HOP -> true;
                    case DIRECTION, END_REASON, SAMPLING -> true;
                    case EXPORTED_ASN, SOURCE_EXPORTED_ASN, DESTINATION_EXPORTED_ASN -> true;
                    default -> false;
                };
    }

    /** Whether details with all ports have it, which have no names. */
    public boolean isInDetailsOfPorts() {
        return kind == FieldKind.PORT || isInDetails() && this != NAME;
    }

    /** Whether it follows from what tells one flow from others: addresses, ports and transport protocol. */
    boolean isOfKey() {
        return isOfSome(KEY);
    }

    /** Whether it follows from some of these columns of flows. */
    public boolean isOfSome(Set<String> some) {
        return some.containsAll(columns);
    }

    /**
     * Whether each packet of a flow has the same value of it as the flow. Later fragments do not have its ports, and packets of
     * ICMP with other types have other Community IDs.
     */
    boolean isInPackets() {
        return isOfKey() && kind != FieldKind.PORT || this == PROBE;
    }

    /** Whether all parts of a flow have the same of it, in a column of its own. */
    boolean isOfParts() {
        return (isOfKey() || this == PROBE) && !kind.isNamed();
    }

    private boolean isNetwork() {
        return this == SOURCE_NETWORK || this == DESTINATION_NETWORK;
    }

    /** Whether its values are addresses, which may have names. */
    public boolean isHost() {
        return kind == FieldKind.ADDRESS && !isNetwork();
    }

    /** The column of flows with the names of its values, if there is one: names of interfaces. */
    public Optional<String> nameColumn() {
        return kind == FieldKind.INTERFACE && columns.size() == 1
                ? Optional.of(columns.get(0) + "_name")
                : Optional.empty();
    }

    /** What the flows are joined with for {@link #key}, if anything: the named network of one end. */
    public Optional<String> join() {
        return kind.isNamed()
                ? Optional.of("left join network_parts as %1$s on %1$s.part >>= %2$s".formatted(part(), columns.get(0)))
                : Optional.empty();
    }

    private String part() {
        return columns.get(0).replace("_ip", "_part");
    }

    /** The SQL to group by. */
    public String key() {
        if (kind.isNamed()) {
            return part() + "." + kind.named();
        }
        return isNetwork() ? TO_NETWORK.formatted(columns.get(0)) : columns.get(0);
    }

    /** The text of a key in an answer. */
    public String text(String key) {
        return isHost() ? "host(" + key + ")" : key + "::text";
    }

    /**
     * The condition that a column compares so; true or false, never null.
     *
     * @param comparison operator and bound value, as SQL
     */
    String matches(String comparison) {
        return "(" + where(comparison) + " is true)";
    }

    /** The same; true, or something else that is false or unknown. */
    String where(String comparison) {
        return columns.stream()
                .map(column -> kind.comparison(column, comparison))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** The names of its facts for {@link FlowFacts}. */
    Stream<String> facts() {
        return columns.stream()
                .map(column -> kind == FieldKind.ORGANIZATION ? column.replace("asn", "organization") : column);
    }
}
