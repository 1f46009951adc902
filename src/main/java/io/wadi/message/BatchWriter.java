package io.wadi.message;

import io.wadi.packet.Packet;
import io.wadi.settings.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes batches of packets as messages in one format. Not thread-safe. */
abstract class BatchWriter {

    /** Creates the writer of a format, with at most so many packets of Protobuf in a message. */
    static BatchWriter of(MessageFormat format, int most) {
        if (format == MessageFormat.JSON) {
            return new Single(new PacketJsonWriter()::write);
        }
        return most == 1 ? new Single(new PacketProtoWriter()::write) : new Packing(new PacketPacker(most));
    }

    /** Writes packets; the number of partitions of the topic matters if it {@link #packs}. */
    abstract List<PacketMessage> write(List<Packet> packets, int partitions);

    /** Whether it writes several packets into a message. */
    abstract boolean packs();

    private static final class Single extends BatchWriter {
        private final Function<Packet, byte[]> writer;

        Single(Function<Packet, byte[]> writer) {
            this.writer = writer;
        }

        @Override
        List<PacketMessage> write(List<Packet> packets, int partitions) {
            List<PacketMessage> messages = new ArrayList<>(packets.size());
            for (Packet packet : packets) {
                messages.add(new PacketMessage(ConversationKeys.of(packet), writer.apply(packet)));
            }
            return messages;
        }

        @Override
        boolean packs() {
            return false;
        }
    }

    private static final class Packing extends BatchWriter {
        private final PacketPacker packer;

        Packing(PacketPacker packer) {
            this.packer = packer;
        }

        @Override
        List<PacketMessage> write(List<Packet> packets, int partitions) {
            return packer.pack(packets, partitions);
        }

        @Override
        boolean packs() {
            return true;
        }
    }
}
