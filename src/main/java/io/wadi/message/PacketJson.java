package io.wadi.message;

import io.wadi.packet.MemoryCharge;
import io.wadi.packet.Packet;
import io.wadi.settings.KafkaSettings;
import io.wadi.settings.MessageFormat;
import io.wadi.settings.Settings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangeProperty;

/**
 * The bean {@code packet-json}: converts packets to the messages of topic {@code packets} and back, one batch at a time.
 * It writes the format that setting {@code wadi.message.format} names, JSON by default, and reads all formats.
 * Thread-safe: each thread has its own writer and reader.
 */
public final class PacketJson {

    private final String topic;
    private final ThreadLocal<BatchWriter> writers;
    private final ThreadLocal<PacketJsonWriter> jsonWriters = ThreadLocal.withInitial(PacketJsonWriter::new);
    private final ThreadLocal<PacketRecordReader> readers = ThreadLocal.withInitial(PacketRecordReader::new);

    /** Creates a converter that writes JSON. */
    public PacketJson() {
        this(MessageFormat.JSON, 1);
    }

    /**
     * Creates a converter that writes a format.
     *
     * @param most most packets of a message in Protobuf, at least 1
     */
    public PacketJson(MessageFormat format, int most) {
        this(KafkaSettings.TOPIC.standard(), format, most);
    }

    /** Creates a converter that writes what the settings say. */
    public PacketJson(Settings settings) {
        this(
                settings.get(KafkaSettings.TOPIC),
                settings.get(KafkaSettings.MESSAGE_FORMAT),
                settings.get(KafkaSettings.MESSAGE_PACKETS));
    }

    private PacketJson(String topic, MessageFormat format, int most) {
        this.topic = topic;
        writers = ThreadLocal.withInitial(() -> BatchWriter.of(format, most));
    }

    /**
     * Writes packets as messages, in order. Of several packets in a message, all are of the same conversation.
     */
    public List<PacketMessage> write(List<Packet> packets) {
        return pack(packets, PacketPacker.UNKNOWN);
    }

    /**
     * Writes packets as messages, in the order of each partition.
     *
     * @param partitions number of partitions of the topic, by which several packets share a message
     */
    public List<PacketMessage> pack(List<Packet> packets, int partitions) {
        return writers.get().write(packets, partitions);
    }

    /**
     * Like {@link #pack}, for a capture: from here on the memory charge covers the messages instead of the
     * packets.
     */
    public List<PacketMessage> messages(
            @Body List<Packet> packets,
            @ExchangeProperty(MemoryCharge.PROPERTY) MemoryCharge charge,
            CamelContext camel) {
        BatchWriter writer = writers.get();
        List<PacketMessage> messages =
                writer.write(packets, writer.packs() ? BoundedClients.partitions(camel, topic) : PacketPacker.UNKNOWN);
        PacketMessage.charge(charge, messages);
        return messages;
    }

    /** Reads all readable packets. A message that is not a packet becomes a dead letter with the reason. */
    public PacketBatch read(RecordPack pack) {
        List<Packet> packets = new ArrayList<>(pack.records().size());
        PacketRecordReader reader = readers.get();
        List<DeadLetter> dead =
                pack.read((value, attempt) -> reader.read(value, attempt, packets), PacketRecord::count);
        return new PacketBatch(pack.range(), packets, dead, pack.alone(), pack.attempt());
    }

    /**
     * Reads the packet of one message.
     *
     * @throws PacketFormatException if it is not one packet, with the reason
     */
    public Packet packet(byte[] message) throws PacketFormatException {
        return readers.get().packet(message);
    }

    /**
     * The packets of a message as messages of one packet each, for a route that splits them. A message that is not a record of
     * several packets, or a damaged one, is returned as it is.
     */
    public List<byte[]> parts(byte[] message) {
        return PacketRecord.parts(message);
    }

    /**
     * The message as JSON, whatever its format, for a route that works with JSON. A message that is not Protobuf is
     * returned as it is, and not checked.
     *
     * @throws PacketFormatException if it is Protobuf, and not one packet, with the reason
     */
    public byte[] json(byte[] message) throws PacketFormatException {
        return PacketProto.is(message) || PacketRecord.is(message)
                ? jsonWriters.get().write(packet(message))
                : message;
    }

    /** The dead letters of a batch's unreadable messages, in lists that are sent together. */
    public Iterator<List<DeadLetterMessage>> letters(ReadBatch batch) {
        return new DeadLetterPacks(batch.dead());
    }
}
