/**
 * Wadi: network traffic from the wire to a dashboard, as Apache Camel routes.
 *
 * <p>The life of a packet:
 *
 * <ol>
 *   <li>{@link io.wadi.pcap}: libpcap delivers a frame; the capture thread copies its bytes into a batch; the
 *       delivery thread has the batch decoded and sends it down route {@code capture} as one exchange.
 *   <li>{@link io.wadi.packet}: the decoder turns bytes into a {@link io.wadi.packet.Packet}.
 *   <li>{@link io.wadi.message}: bean {@code packet-json} turns it into a message, and camel-kafka publishes it on
 *       topic {@code packets}, keyed by its conversation.
 *   <li>{@link io.wadi.store}: the routes {@code store-traffic} and {@code store-flows} each read the topic as a
 *       separate consumer group, from the offset that the database holds, all records of a poll and partition in
 *       one exchange. Unreadable messages go to topic {@code packets.dead}.
 *   <li>{@link io.wadi.geoip}: route {@code store-flows} looks up the locations of the addresses.
 *   <li>{@link io.wadi.flow}: the aggregator groups packets into flows per window.
 *   <li>{@code sql/store}: one statement stores rows and moves the offset, all or nothing.
 * </ol>
 *
 * <p>If it is enabled, route {@code store-lake} reads the topic as one more consumer group, and {@link io.wadi.lake} stores
 * packets as files of an Iceberg table, with the offsets in the same snapshot.
 *
 * <p>With {@code --at flows} the aggregation comes first: route {@code capture-flows} publishes flows on topic
 * {@code flows}, and {@code store-flow-messages} stores them by the same statement.
 *
 * <p>Flows of exporters come in through {@link io.wadi.netflow} and route {@code collect}, which publishes them on topic
 * {@code flows} too.
 *
 * <p>{@link io.wadi.pipeline} assembles the stages, {@link io.wadi.cli} starts them, and {@link io.wadi.embedded} runs
 * Kafka and PostgreSQL inside the process.
 */
package io.wadi;
