package io.wadi.message;

/** A dead letter as a Kafka message, which has no key. */
public final class DeadLetterMessage extends PacketMessage {

    private static final byte[] NO_KEY = {};

    private final String consumer;
    private final String place;

    DeadLetterMessage(DeadLetter letter, byte[] json) {
        super(NO_KEY, json, letter.count());
        consumer = letter.consumer();
        place = letter.place();
    }

    /** The consumer group that read the message of the letter. */
    public String consumer() {
        return consumer;
    }

    /** The topic, partition and offset of that message, for a sentence. */
    public String place() {
        return place;
    }
}
