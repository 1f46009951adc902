package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.settings.KafkaSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/messages.md} against settings and dead letters. */
class MessagesPageTest {

    @Test
    void namesEveryTopicWithItsSetting() throws Exception {
        String page = Files.readString(Path.of("docs", "messages.md"));
        assertThat(List.of(
                        KafkaSettings.TOPIC,
                        KafkaSettings.FLOWS_TOPIC,
                        KafkaSettings.EXPORTERS_TOPIC,
                        KafkaSettings.ALERTS_TOPIC,
                        KafkaSettings.DEAD_TOPIC))
                .allSatisfy(topic ->
                        assertThat(page).contains("| `%s` | `%s` |".formatted(topic.standard(), topic.name())));
    }

    @Test
    void describesEveryFieldOfADeadLetter() throws Exception {
        byte[] letter = new ObjectMapper()
                .writeValueAsBytes(new DeadLetter("size is missing", "wadi-store-flows", "packets", 3, 71, "{}"));
        MessageTable table = MessageTable.of("messages.md");
        byte[] ofSeveral = new ObjectMapper()
                .writeValueAsBytes(
                        new DeadLetter("size is missing", "wadi-store-flows", "packets", 3, 71, "\u0012", 2));
        table.describes(List.of(letter, ofSeveral));
        table.isNeverWithout(letter);
    }
}
