package io.wadi.flow;

import io.wadi.message.JsonName;

/** The names of the fields of messages on topic {@code flows}. */
final class FlowFields {

    static final JsonName WINDOW = new JsonName("window");
    static final JsonName IP = new JsonName("ip");
    static final JsonName SRC = new JsonName("src");
    static final JsonName DST = new JsonName("dst");
    static final JsonName VERSION = new JsonName("version");
    static final JsonName PROTOCOL = new JsonName("protocol");
    static final JsonName TRANSPORT = new JsonName("transport");
    static final JsonName PORT = new JsonName("port");
    static final JsonName PROBE = new JsonName("probe");
    static final JsonName VLAN = new JsonName("vlan");
    static final JsonName PACKETS = new JsonName("packets");
    static final JsonName BYTES = new JsonName("bytes");
    static final JsonName FIRST = new JsonName("first");
    static final JsonName LAST = new JsonName("last");
    static final JsonName TCP = new JsonName("tcp");
    static final JsonName FLAGS = new JsonName("flags");
    static final JsonName RETRANSMISSIONS = new JsonName("retransmissions");
    static final JsonName RTT = new JsonName("rtt");
    static final JsonName NAME = new JsonName("name");
    static final JsonName NAMES = new JsonName("names");
    static final JsonName SOURCE = new JsonName("source");
    static final JsonName FLOW = new JsonName("flow");
    static final JsonName EXPORT = new JsonName("export");
    static final JsonName EXPORTER = new JsonName("exporter");
    static final JsonName DOMAIN = new JsonName("domain");
    static final JsonName SAMPLING = new JsonName("sampling");
    static final JsonName INTERFACE = new JsonName("interface");
    static final JsonName IN = new JsonName("in");
    static final JsonName OUT = new JsonName("out");
    static final JsonName IN_NAME = new JsonName("in-name");
    static final JsonName OUT_NAME = new JsonName("out-name");
    static final JsonName AS = new JsonName("as");
    static final JsonName NEXT_HOP = new JsonName("next-hop");
    static final JsonName TOS = new JsonName("tos");
    static final JsonName DIRECTION = new JsonName("direction");
    static final JsonName END_REASON = new JsonName("end-reason");

    private FlowFields() {}
}
