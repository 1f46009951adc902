package io.wadi.message;

/** Answers of Kafka to messages that no test sends. */
public final class TestAnswers {

    private static final PacketMessage.Destination TOPIC = new PacketMessage.Destination("broker:9092", "topic");

    private TestAnswers() {}

    /** Kafka does not take the message, perhaps for good. */
    public static void fail(PacketMessage message, Exception why, boolean forGood) {
        message.goTo(TOPIC);
        message.answer(TOPIC, new PacketMessage.Answer(null, why, forGood));
    }
}
