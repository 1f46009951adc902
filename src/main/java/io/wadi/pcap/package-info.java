/**
 * The Camel component {@code pcap:} reads packets from a network interface or from capture files, one batch per
 * exchange.
 *
 * <p>A consumer has two threads. The capture thread reads from libpcap and copies the bytes, time stamp and lengths
 * of each frame into a {@link io.wadi.pcap.FrameBatch}. The delivery thread decodes the batch into packets and sends
 * them to the route. {@link io.wadi.packet.QueueBudget} limits the packets between them: at the limit, reading a file
 * pauses, and a live capture drops and counts frames.
 */
package io.wadi.pcap;
