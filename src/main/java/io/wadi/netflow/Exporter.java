package io.wadi.netflow;

import io.wadi.net.IpAddress;

/**
 * One stream of an exporter: what has its own templates, sampling and sequence numbers.
 *
 * @param name its name in option {@code exporterNames}, otherwise its address as text
 * @param address its address: the agent's address for sFlow, otherwise the sender of the datagrams
 * @param port UDP port of the sender; exporters behind one NAT address differ by it
 * @param protocol its protocol
 * @param domain NetFlow v5: engine type and id; v9: source id (RFC 3954 section 5.1); IPFIX: observation domain id (RFC
 *     7011 section 3.1); sFlow: sub-agent id; unsigned 32 bits
 */
public record Exporter(String name, IpAddress address, int port, ExportProtocol protocol, long domain) {}
