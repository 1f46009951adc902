package io.wadi.message;

import io.wadi.packet.MemoryCharge;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A packet, several packets or a flow as a Kafka record, with the answer of the topic that it was sent to last. A message is open until
 * it is settled: acknowledged or refused permanently. A message that failed otherwise is open again, and one that is sent to another
 * topic as well. Thread-safe.
 */
public class PacketMessage {

    /**
     * Heap size of this object, its arrays' headers and its list entry, and of the ten objects (300 bytes in total)
     * that camel-kafka, the producer and its callback hold for a record until it is acknowledged.
     */
    private static final int OWN_BYTES = 400;

    private static final PacketJson TEXTS = new PacketJson();

    private final byte[] key;
    private final byte[] value;
    private final int contents;
    private Destination destination;
    /** The answers of topics that it was sent to before; null until there is a second one. */
    private Map<Destination, Answer> others;

    private volatile Answer answer = Answer.OPEN;

    /**
     * Creates a message, which is not sent yet.
     *
     * @param key the Community ID, which is the same for both directions, so that one partition gets both; of several
     *     packets, that of the first
     * @param value the content: one JSON object in UTF-8, or a packet in Protobuf
     */
    public PacketMessage(byte[] key, byte[] value) {
        this(key, value, 1);
    }

    /**
     * Creates a message with several packets, which is not sent yet.
     *
     * @param contents number of packets in it, at least 1
     */
    PacketMessage(byte[] key, byte[] value, int contents) {
        this.key = key;
        this.value = value;
        this.contents = contents;
    }

    /** The record's key: the Community ID. */
    public final byte[] key() {
        return key;
    }

    /** The record's value: one JSON object in UTF-8, or packets in Protobuf. */
    public final byte[] value() {
        return value;
    }

    /**
     * The JSON, which a step that needs text takes: a log, or a topic without {@link PacketMessageSerializer}. Several packets
     * are a line each.
     */
    @Override
    public final String toString() {
        return PacketRecord.parts(value).stream().map(this::text).collect(Collectors.joining("\n"));
    }

    private String text(byte[] part) {
        try {
            return new String(TEXTS.json(part), StandardCharsets.UTF_8);
        } catch (PacketFormatException e) {
            return contents + " in " + value.length + " bytes of Protobuf";
        }
    }

    /** Number of packets or flows in it, at least 1. */
    public final int contents() {
        return contents;
    }

    /** Number of packets or flows in several messages. */
    public static int contents(List<? extends PacketMessage> messages) {
        return messages.stream().mapToInt(PacketMessage::contents).sum();
    }

    /** Heap that a message uses until Kafka acknowledges it, in bytes, without the producer's own bounded buffer. */
    public final long heldBytes() {
        return OWN_BYTES + key.length + value.length;
    }

    /** Sets a memory charge to the size of a batch's messages, which replace their packets. */
    public static void charge(MemoryCharge charge, List<PacketMessage> messages) {
        if (charge != null) {
            charge.set(messages.stream().mapToLong(PacketMessage::heldBytes).sum());
        }
    }

    /** A topic of a cluster. */
    record Destination(String brokers, String topic) {}

    /**
     * What a topic says of a message.
     *
     * @param acknowledgement where it stands; null if it is not stored
     * @param failure why the last attempt failed; null if it did not
     * @param isRefused whether the topic refuses it permanently
     */
    record Answer(RecordMetadata acknowledgement, Exception failure, boolean isRefused) {

        static final Answer OPEN = new Answer(null, null, false);

        boolean isSettled() {
            return acknowledgement != null || isRefused;
        }
    }

    /** Called before it is sent; returns what this topic has said of it. A copy may be on its way to another topic meanwhile. */
    final synchronized Answer goTo(Destination topic) {
        if (!topic.equals(destination)) {
            if (destination != null) {
                others = others == null ? new HashMap<>() : others;
                others.put(destination, answer);
            }
            destination = topic;
            answer = others == null ? Answer.OPEN : others.getOrDefault(topic, Answer.OPEN);
        }
        return answer;
    }

    /** Called with the answer of a topic that it was sent to. */
    final synchronized void answer(Destination topic, Answer given) {
        if (topic.equals(destination)) {
            answer = given;
        } else {
            others.put(topic, given);
        }
    }

    /** The partition and offset at which Kafka has stored the message; null if it has not. */
    public final RecordMetadata acknowledgement() {
        return answer.acknowledgement();
    }

    /** Why the last attempt to send the message failed; null if it did not. */
    public final Exception failure() {
        return answer.failure();
    }

    /** Whether Kafka refused it permanently. */
    public final boolean isRefused() {
        return answer.isRefused();
    }

    /** Whether the message is acknowledged or refused permanently. */
    public final boolean isSettled() {
        return answer.isSettled();
    }
}
