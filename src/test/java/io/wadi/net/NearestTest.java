package io.wadi.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("brokers", "groupId", "topic", "topicIsPattern", "pollTimeoutMs");

    @ParameterizedTest
    @CsvSource({
        "topic, topic",
        "TOPIC, topic",
        "topics, topic",
        "tpoic, topic",
        "borkers, brokers",
        "groupIdd, groupId",
        "group-id, groupId",
        "pollTimeoutSeconds, pollTimeoutMs"
    })
    void findsTheNameThatWasMeant(String wanted, String meant) {
        assertThat(Nearest.to(wanted, KNOWN)).contains(meant);
    }

    @Test
    void suggestsNothingThatIsFarOff() {
        assertThat(Nearest.to("zzz", KNOWN)).isEmpty();
        assertThat(Nearest.to("", KNOWN)).isEmpty();
        assertThat(Nearest.to("topic", List.of())).isEmpty();
    }
}
