package io.wadi.netflow;

/**
 * What was received from one stream of an exporter in one minute, and what was lost. It is sent several times while its
 * counts grow; one with the same collector and cell replaces the earlier one, and none of its counts decreases.
 *
 * @param collector random id of the running endpoint
 * @param cell number of this minute and stream, unique within the collector
 * @param exporter the stream; null for what the collector itself dropped, whosever it was
 * @param minute start of the minute of arrival, seconds since the epoch
 * @param datagrams datagrams received
 * @param records records read: flows, options data and samples
 * @param lost records (NetFlow v5, IPFIX) or datagrams (NetFlow v9, sFlow) missing in its sequence numbers
 * @param late those of them, or of earlier minutes, that arrived late after all
 * @param restarts jumps of its sequence numbers that are no loss, because the exporter had restarted
 * @param noTemplate data sets that were dropped because their template did not arrive in time
 * @param dropped datagrams that the kernel or the full queue dropped; only without an exporter
 * @param samplingRate the last sampling rate; 0 if there was no flow
 * @param skewMillis how much later the exporter's clock was than that of the collector, at the last datagram
 */
public record ExporterMinute(
        String collector,
        long cell,
        Exporter exporter,
        long minute,
        long datagrams,
        long records,
        long lost,
        long late,
        long restarts,
        long noTemplate,
        long dropped,
        long samplingRate,
        long skewMillis) {}
