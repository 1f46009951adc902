package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/packet-messages.md} against the messages. */
class PacketMessagePageTest {

    private static String page;

    @BeforeAll
    static void read() throws Exception {
        page = Files.readString(Path.of("docs", "packet-messages.md"));
    }

    @Test
    void describesEveryField() {
        String fields = page.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" | ", 2)) + codeOf(line))
                .collect(Collectors.joining("\n"));
        assertThat(Arrays.stream(PacketField.values()).filter(field -> field != PacketField.OTHER))
                .allSatisfy(field -> assertThat(fields)
                        .as("the row of field %s in docs/packet-messages.md", field.text())
                        .containsPattern("[`.]" + field.text() + "[`.]"));
    }

    /** Fields of a row that describes an object: they stand in the row's text. */
    private static String codeOf(String line) {
        return line.startsWith("| `tunnel`") || line.startsWith("| `answers`") ? line : "";
    }

    @Test
    void itsExampleIsWhatTheWriterWrites() throws Exception {
        String example = page.lines()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .collect(Collectors.joining());
        Packet packet = new PacketJsonReader().read(example.getBytes(StandardCharsets.UTF_8));
        String withoutMacs = example.replaceFirst("\"mac\":\\{[^}]*},", "");
        assertThat(new String(new PacketJsonWriter().write(packet), StandardCharsets.UTF_8))
                .isEqualTo(withoutMacs);
    }
}
