package io.wadi.message;

import io.wadi.packet.MemoryCharge;
import io.wadi.packet.Packet;
import io.wadi.settings.MessageFormat;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/**
 * The bean {@code packet-json}: converts packets to the messages of topic {@code packets} and back, one batch at a time.
 * It writes the format that setting {@code wadi.message.format} names, JSON by default, and reads all formats.
 * Thread-safe: each thread has its own writer and reader.
 */
public final class PacketJson {

    private final ThreadLocal<PacketWriter> writers;
    private final ThreadLocal<PacketJsonWriter> jsonWriters = ThreadLocal.withInitial(PacketJsonWriter::new);
    private final ThreadLocal<PacketReader> readers = ThreadLocal.withInitial(PacketReader::new);

    /** Creates a converter that writes JSON. */
    public PacketJson() {
        this(MessageFormat.JSON);
    }

    /** Creates a converter that writes a format. */
    public PacketJson(MessageFormat format) {
        writers = ThreadLocal.withInitial(() -> PacketWriter.of(format));
    }

    /** Writes one message per packet, in order. */
    public List<PacketMessage> write(List<Packet> packets) {
        PacketWriter writer = writers.get();
        List<PacketMessage> messages = new ArrayList<>(packets.size());
        for (Packet packet : packets) {
            messages.add(new PacketMessage(ConversationKeys.of(packet), writer.write(packet)));
        }
        return messages;
    }

    /**
     * Like {@link #write}, for a capture: from here on the memory charge covers the messages instead of the packets.
     */
    public List<PacketMessage> messages(
            @Body List<Packet> packets, @ExchangeProperty(MemoryCharge.PROPERTY) MemoryCharge charge) {
        List<PacketMessage> messages = write(packets);
        PacketMessage.charge(charge, messages);
        return messages;
    }

    /** Reads all readable messages. A message that is not a packet becomes a dead letter with the reason. */
    public PacketBatch read(RecordPack pack) {
        List<Packet> packets = new ArrayList<>(pack.records().size());
        List<DeadLetter> dead = pack.readInto(packets, readers.get()::read);
        return new PacketBatch(pack.range(), packets, dead, pack.alone());
    }

    /**
     * Reads the packet of one message.
     *
     * @throws PacketFormatException if it is not a packet, with the reason
     */
    public Packet packet(byte[] message) throws PacketFormatException {
        return readers.get().read(message);
    }

    /**
     * The message as JSON, whatever its format, for a route that works with JSON. A message that is not Protobuf is
     * returned as it is, and not checked.
     *
     * @throws PacketFormatException if it is Protobuf, and not a packet, with the reason
     */
    public byte[] json(byte[] message) throws PacketFormatException {
        return PacketProto.is(message) ? jsonWriters.get().write(packet(message)) : message;
    }

    /** The dead letters of a batch's unreadable messages, in lists that are sent together. */
    public Iterator<List<DeadLetterMessage>> letters(ReadBatch batch) {
        return new DeadLetterPacks(batch.dead());
    }
}
