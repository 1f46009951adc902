package io.wadi.flow;

import io.wadi.message.PacketMessage;
import io.wadi.netflow.ExportedFlow;
import io.wadi.packet.MemoryCharge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/**
 * The bean {@code exported-flow-json}: converts the flows of exporters to the JSON messages of topic {@code flows}, one
 * batch at a time. A flow becomes a message for each window that it covers. Thread-safe: each thread has its own writer.
 */
public final class ExportedFlowJson {

    /**
     * With so many messages in a batch, further flows are no longer spread, but are in the window of their end. So forged
     * records of a whole day each cannot fill the heap.
     */
    private static final int MOST_SPREAD = 100_000;

    private final FlowSpread spread;
    private final ThreadLocal<FlowJsonWriter> writers = ThreadLocal.withInitial(FlowJsonWriter::new);

    /**
     * Creates a converter.
     *
     * @param windowSeconds length of a window in seconds, at least 1
     */
    public ExportedFlowJson(long windowSeconds) {
        spread = new FlowSpread(windowSeconds);
    }

    /**
     * Writes the messages of flows, with the Community ID as the key, so one partition gets both directions. From here on
     * the memory charge covers the messages instead of the flows.
     */
    public List<PacketMessage> messages(
            @Body List<ExportedFlow> flows, @ExchangeProperty(MemoryCharge.PROPERTY) MemoryCharge charge) {
        FlowJsonWriter writer = writers.get();
        List<PacketMessage> messages = new ArrayList<>(flows.size());
        for (ExportedFlow flow : flows) {
            byte[] key = flow.flow().getBytes(StandardCharsets.ISO_8859_1);
            for (FlowSpread.Part part : messages.size() < MOST_SPREAD ? spread.of(flow) : spread.inLastWindow(flow)) {
                FlowRecord record = record(flow, part);
                messages.add(new FlowMessage(key, writer.write(record, flow), record));
            }
        }
        PacketMessage.charge(charge, messages);
        return messages;
    }

    private static FlowRecord record(ExportedFlow flow, FlowSpread.Part part) {
        FlowKey key = new FlowKey(
                part.windowStart(),
                flow.src(),
                flow.dst(),
                flow.srcPort(),
                flow.dstPort(),
                flow.transport(),
                flow.exporter().name());
        return new FlowRecord(
                key,
                flow.protocol(),
                part.packets(),
                part.bytes(),
                flow.tcpFlags(),
                part.firstNanos(),
                part.lastNanos(),
                TcpDirection.NONE,
                0,
                flow.name(),
                List.of(),
                flow.flow(),
                flow.vlan(),
                null);
    }
}
