package io.wadi.flow;

import io.wadi.message.DeadLetter;
import io.wadi.message.PacketFormatException;
import io.wadi.message.PacketMessage;
import io.wadi.message.RecordPack;
import io.wadi.packet.MemoryCharge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/**
 * The bean {@code flow-json}: converts flows to the JSON messages of topic {@code flows} and back, one batch at a
 * time. Thread-safe: each thread has its own writer and reader.
 */
public final class FlowJson {

    private final ThreadLocal<FlowJsonWriter> writers = ThreadLocal.withInitial(FlowJsonWriter::new);
    private final ThreadLocal<FlowJsonReader> readers = ThreadLocal.withInitial(FlowJsonReader::new);

    /** Writes one message per record, with the Community ID as the key, so one partition gets both directions. */
    public List<PacketMessage> write(FlowTable flows) {
        FlowJsonWriter writer = writers.get();
        List<FlowRecord> records = flows.records();
        List<PacketMessage> messages = new ArrayList<>(records.size());
        for (FlowRecord record : records) {
            messages.add(new FlowMessage(key(record), writer.write(record), record));
        }
        return messages;
    }

    /** Like {@link #write}, for a capture: from here on the memory charge covers the messages instead of the table. */
    public List<PacketMessage> messages(
            @Body FlowTable flows, @ExchangeProperty(MemoryCharge.PROPERTY) MemoryCharge charge) {
        List<PacketMessage> messages = write(flows);
        PacketMessage.charge(charge, messages);
        return messages;
    }

    private static byte[] key(FlowRecord record) {
        return record.flow().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads all readable messages. A message that is not a flow becomes a dead letter with the reason. */
    public FlowRecordBatch read(RecordPack pack) {
        List<FlowRecord> records = new ArrayList<>(pack.records().size());
        List<DeadLetter> dead = pack.readInto(records, readers.get()::read);
        return new FlowRecordBatch(pack.range(), records, dead, pack.alone(), pack.attempt());
    }

    /**
     * Reads the flow of one message.
     *
     * @throws PacketFormatException if it is not a flow, with the reason
     */
    public FlowRecord record(byte[] message) throws PacketFormatException {
        return readers.get().read(message);
    }
}
