package io.wadi.packet;

/** The fields of tshark for the comparison, in the order of the output. */
enum TsharkField {
    NUMBER("frame.number"),
    TIME("frame.time_epoch"),
    LENGTH("frame.len"),
    CAPTURED("frame.cap_len"),
    LAYERS("frame.protocols"),
    VLAN("vlan.id"),
    IP_SRC("ip.src"),
    IP_DST("ip.dst"),
    IP_LENGTH("ip.len"),
    IP_PROTOCOL("ip.proto"),
    IPV6_SRC("ipv6.src"),
    IPV6_DST("ipv6.dst"),
    IPV6_PAYLOAD("ipv6.plen"),
    IPV6_NEXT("ipv6.nxt"),
    HOP_BY_HOP_NEXT("ipv6.hopopts.nxt"),
    ROUTING_NEXT("ipv6.routing.nxt"),
    FRAGMENT_NEXT("ipv6.fraghdr.nxt"),
    DESTINATION_NEXT("ipv6.dstopts.nxt"),
    AUTHENTICATION_NEXT("ah.next_header"),
    TCP_SRC("tcp.srcport"),
    TCP_DST("tcp.dstport"),
    TCP_FLAGS("tcp.flags"),
    UDP_SRC("udp.srcport"),
    UDP_DST("udp.dstport"),
    SCTP_SRC("sctp.srcport"),
    SCTP_DST("sctp.dstport"),
    DNS_QUESTION("dns.qry.name"),
    TLS_NAME("tls.handshake.extensions_server_name"),
    GQUIC_NAME("gquic.tag.sni"),
    HTTP_METHOD("http.request.method"),
    HTTP_TARGET("http.request.uri"),
    HTTP_HOST("http.host");

    private final String filter;

    TsharkField(String filter) {
        this.filter = filter;
    }

    /** The field's name in tshark. */
    String filter() {
        return filter;
    }
}
