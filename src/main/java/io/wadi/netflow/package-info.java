/**
 * The Camel component {@code netflow:} receives the datagrams of flow exporters (NetFlow v5 and v9, IPFIX, sFlow v5),
 * one batch of flows per exchange.
 *
 * <p>A consumer has one or more workers. A worker has a socket and two threads. {@link
 * io.wadi.netflow.DatagramReceiver} copies datagrams from the socket into batches. {@link
 * io.wadi.netflow.DatagramDelivery} decodes a batch into flows and sends them to the route. The kernel sends all
 * datagrams of an exporter to the same worker, so a worker has its templates and sequence numbers without locks between
 * workers. {@link io.wadi.packet.QueueBudget} limits what is between the socket and the end of the route: at the limit,
 * datagrams are dropped and counted.
 */
package io.wadi.netflow;
