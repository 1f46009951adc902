package io.wadi.flow;

import io.wadi.message.DeadLetter;
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

    /** One message a record, keyed by the conversation, so that one partition sees both directions. */
    public List<PacketMessage> write(FlowTable flows) {
        FlowJsonWriter writer = writers.get();
        List<FlowRecord> records = flows.records();
        List<PacketMessage> messages = new ArrayList<>(records.size());
        for (FlowRecord record : records) {
            messages.add(new FlowMessage(key(record), writer.write(record), record));
        }
        return messages;
    }

    /** The same on a capture's way to Kafka: from here on the messages are held, and no longer the table. */
    public List<PacketMessage> messages(
            @Body FlowTable flows, @ExchangeProperty(MemoryCharge.PROPERTY) MemoryCharge charge) {
        List<PacketMessage> messages = write(flows);
        PacketMessage.charge(charge, messages);
        return messages;
    }

    private static byte[] key(FlowRecord record) {
        return record.flow().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads what it can; messages that are no flows become dead letters with the reason. */
    public FlowRecordBatch read(RecordPack pack) {
        List<FlowRecord> records = new ArrayList<>(pack.records().size());
        List<DeadLetter> dead = pack.readInto(records, readers.get()::read);
        return new FlowRecordBatch(pack.range(), records, dead, pack.alone());
    }
}
