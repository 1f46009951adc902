package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ConversationKeyTest {

    private static final PacketMessage MESSAGE = new PacketMessage(new byte[] {1}, new byte[] {2});

    private final ConversationKey interceptor = new ConversationKey();

    @Test
    void putsTheMessagesKeyOnTheRecordAndKeepsTheRest() {
        ProducerRecord<byte[], PacketMessage> record = new ProducerRecord<>("packets", 4, 5L, null, MESSAGE);
        record.headers().add("trace", new byte[] {9});
        ProducerRecord<byte[], PacketMessage> keyed = interceptor.onSend(record);
        assertThat(keyed.key()).containsExactly(1);
        assertThat(keyed.value()).isSameAs(MESSAGE);
        assertThat(keyed.topic()).isEqualTo("packets");
        assertThat(keyed.partition()).isEqualTo(4);
        assertThat(keyed.timestamp()).isEqualTo(5L);
        assertThat(keyed.headers()).isEqualTo(record.headers());
    }

    @Test
    void leavesRecordsThatHaveAKeyAndTombstonesAlone() {
        ProducerRecord<byte[], PacketMessage> keyed = new ProducerRecord<>("packets", new byte[] {7}, MESSAGE);
        assertThat(interceptor.onSend(keyed)).isSameAs(keyed);
        ProducerRecord<byte[], PacketMessage> tombstone = new ProducerRecord<>("packets", null);
        assertThat(interceptor.onSend(tombstone)).isSameAs(tombstone);
    }
}
