package io.wadi.netflow;

import io.wadi.net.Bytes;
import io.wadi.net.IpAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes the datagrams of exporters into flows. It reads no byte outside of a datagram, and no content makes it throw;
 * every datagram has exactly one {@link DatagramOutcome}, and every record one {@link RecordOutcome}. Not thread-safe,
 * apart from {@link #sources}.
 */
final class DatagramDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(DatagramDecoder.class);

    private final DecoderOptions options;
    private final NetflowCounters counters;
    private final Sources sources;
    private final NetflowV5 v5;
    private final FlowSets v9;
    private final FlowSets ipfix;
    private final SflowV5 sflow;
    private final DataSets waited;
    private final Bytes bytes = new Bytes();
    private boolean hasFailed;

    DatagramDecoder(DecoderOptions options, NetflowCounters counters, SourceBounds bounds, MinuteBook minutes) {
        this.options = options;
        this.counters = counters;
        sources = new Sources(options, counters, bounds, minutes);
        FlowBuilder builder = new FlowBuilder(options.samplingRate(), counters);
        v5 = new NetflowV5(sources, builder, counters);
        v9 = new FlowSets(ExportProtocol.V9, sources, builder, counters);
        ipfix = new FlowSets(ExportProtocol.IPFIX, sources, builder, counters);
        sflow = new SflowV5(sources, builder, counters);
        waited = new DataSets(sources, builder, counters);
    }

    /** The state of the exporters. */
    Sources sources() {
        return sources;
    }

    /**
     * Decodes a datagram and counts its outcome.
     *
     * @param array array with its payload
     * @param offset start of the payload
     * @param length bytes of the payload
     * @param flows list to which its flows are added
     */
    void decode(byte[] array, int offset, int length, Arrival arrival, List<ExportedFlow> flows) {
        int before = flows.size();
        counters.received(1, length);
        bytes.set(array, offset, length);
        counters.outcome(outcome(arrival, flows));
        counters.flows(flows.size() - before);
    }

    /**
     * Decodes one of the data sets whose template has arrived since. Not part of {@link #decode}, because megabytes may
     * have waited.
     *
     * @return whether there was one
     */
    boolean decodeWaiting(List<ExportedFlow> flows) {
        int before = flows.size();
        Sources.Ready ready = sources.nextReady();
        if (ready == null) {
            return false;
        }
        try {
            counters.read(ready.source(), waited.read(ready, flows));
        } catch (RuntimeException e) {
            warn(ready.source().exporter.address(), e);
        }
        counters.flows(flows.size() - before);
        return true;
    }

    private DatagramOutcome outcome(Arrival arrival, List<ExportedFlow> flows) {
        if (!options.allowed().allows(arrival.sender())) {
            return DatagramOutcome.REFUSED;
        }
        try {
            return read(arrival, flows);
        } catch (RuntimeException e) {
            warn(arrival.sender(), e);
            return DatagramOutcome.REJECTED_MALFORMED;
        }
    }

    private void warn(IpAddress sender, RuntimeException fault) {
        if (!hasFailed) {
            hasFailed = true;
            LOG.warn("A datagram of {} cannot be decoded; Wadi only counts further ones", sender, fault);
        }
    }

    private DatagramOutcome read(Arrival arrival, List<ExportedFlow> flows) {
        ExportProtocol protocol = ExportProtocol.of(bytes);
        if (protocol == null || !options.protocols().contains(protocol)) {
            return DatagramOutcome.REJECTED_VERSION;
        }
        return switch (protocol) {
            case V5 -> v5.decode(bytes, arrival, flows);
            case V9 -> v9.decode(bytes, arrival, flows);
            case IPFIX -> ipfix.decode(bytes, arrival, flows);
            case SFLOW -> sflow.decode(bytes, arrival, flows);
        };
    }
}
