package io.wadi.netflow;

/**
 * What was received from one stream of an exporter since the endpoint was started, and what was lost.
 *
 * @param exporter the stream
 * @param datagrams datagrams received
 * @param records records read: flows, options data and samples
 * @param lost records (NetFlow v5, IPFIX) or datagrams (NetFlow v9, sFlow) that are missing in its sequence numbers
 * @param restarts jumps of its sequence numbers that are no loss, because the exporter had restarted
 * @param noTemplate data sets that were dropped because their template did not arrive in time
 * @param templates templates known now
 * @param skewMillis how much later its clock is than that of this machine, at its last datagram; network delay counts
 *     as negative skew
 * @param sinceNanos arrival of its first datagram, nanoseconds since the epoch
 * @param seenNanos arrival of its last datagram, nanoseconds since the epoch
 */
public record ExporterReport(
        Exporter exporter,
        long datagrams,
        long records,
        long lost,
        long restarts,
        long noTemplate,
        int templates,
        long skewMillis,
        long sinceNanos,
        long seenNanos) {}
