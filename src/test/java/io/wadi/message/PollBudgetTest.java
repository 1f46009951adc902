package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class PollBudgetTest {

    private final PollBudget budget = new PollBudget(10);
    private final Deserializer<Object> keys = budget.keys(options());
    private final Deserializer<Object> values = budget.values(options());

    private static Properties options() {
        Properties options = new Properties();
        options.put("bootstrap.servers", "localhost:9092");
        options.put("key.deserializer", StringDeserializer.class.getName());
        options.put("value.deserializer", ByteArrayDeserializer.class.getName());
        return options;
    }

    private Object value(int bytes) {
        return values.deserialize("topic", new byte[bytes]);
    }

    @Test
    void readsAsTheOptionsSay() {
        assertThat(keys.deserialize("topic", new byte[] {'a'})).isEqualTo("a");
        assertThat(value(2)).isEqualTo(new byte[2]);
        assertThat(budget.isSpent()).isFalse();
    }

    @Test
    void refusesTheValueThatIsTooMuchUntilThereIsRoom() {
        value(6);
        assertThatThrownBy(() -> value(5)).isInstanceOf(SerializationException.class);
        assertThat(budget.isSpent()).isTrue();
        budget.renew();
        assertThat(value(5)).isEqualTo(new byte[5]);
    }

    /** Camel takes a batch for complete after the whole time-out; what came before that would be on top of it. */
    @Test
    void isRenewedOnceAllPollsWithoutRecordsHaveLastedForTheTimeOut() {
        value(20);
        Duration timeout = Duration.ofMillis(1200);
        budget.rest(BriefPoll.of(timeout), timeout);
        budget.rest(BriefPoll.of(timeout), timeout);
        assertThat(budget.isSpent()).isTrue();
        budget.rest(BriefPoll.of(timeout), timeout);
        assertThat(budget.isSpent()).isFalse();
        value(20);
        budget.rest(BriefPoll.of(timeout), timeout);
        assertThat(budget.isSpent()).isTrue();
    }

    @Test
    void neverRefusesTheFirstValueOfAPollWhichWouldBeStuckAtIt() {
        keys.deserialize("topic", new byte[20]);
        value(20);
        budget.begin();
        value(20);
        assertThat(budget.isSpent()).isTrue();
    }

    /** A record of several packets counts as each of them, because each takes memory once it is read. */
    @Test
    void endsAPollAtItsMostRecordsAlsoIfTheyAreInFewerMessages() {
        Properties options = options();
        options.put("max.poll.records", "5");
        PollBudget large = new PollBudget();
        Deserializer<Object> several = large.values(options);
        byte[] twoPackets = {0x12, 0, 0x12, 0};
        several.deserialize("topic", twoPackets);
        several.deserialize("topic", twoPackets);
        assertThatThrownBy(() -> several.deserialize("topic", twoPackets)).isInstanceOf(SerializationException.class);
        assertThat(large.isSpent()).as("there is room for more bytes").isFalse();
        large.begin();
        assertThat(several.deserialize("topic", twoPackets)).isEqualTo(twoPackets);
        assertThat(several.deserialize("topic", "JSON".getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }

    /** As during the change of the format. */
    @Test
    void countsRecordsOfOnePacketBesidesThoseOfSeveral() {
        Properties options = options();
        options.put("max.poll.records", "5");
        Deserializer<Object> mixed = new PollBudget().values(options);
        for (int i = 0; i < 4; i++) {
            mixed.deserialize("topic", new byte[] {'{', '}'});
        }
        assertThatThrownBy(() -> mixed.deserialize("topic", new byte[] {0x12, 0, 0x12, 0}))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void countsKeysAsWell() {
        value(1);
        keys.deserialize("topic", new byte[9]);
        assertThatThrownBy(() -> value(1)).isInstanceOf(SerializationException.class);
    }
}
