/**
 * The Camel component {@code pcap:}: packets from a network interface or from capture files, a batch an exchange.
 *
 * <p>Two threads serve a consumer. The capture thread reads from libpcap and copies each frame's bytes, time stamp and
 * lengths into a {@link io.wadi.pcap.FrameBatch}; the delivery thread decodes such a batch into packets and sends them
 * down the route. Between them stands a {@link io.wadi.pcap.QueueBudget}: a file waits for room in it, a live capture
 * counts what finds none.
 */
package io.wadi.pcap;
