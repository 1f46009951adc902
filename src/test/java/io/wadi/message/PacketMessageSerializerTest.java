package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PacketMessageSerializerTest {

    @Test
    void takesTheJsonAsItIs() {
        try (PacketMessageSerializer serializer = new PacketMessageSerializer()) {
            byte[] json = {'{', '}'};
            assertThat(serializer.serialize("packets", new PacketMessage(new byte[] {1}, json)))
                    .isSameAs(json);
            assertThat(serializer.serialize("packets", null)).isNull();
        }
    }

    /** A topic without the serializer got the identity of the object. */
    @Test
    void isItsJsonAsText() {
        PacketMessage json = new PacketMessage(new byte[] {1}, "{\"name\":\"ü\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(json).hasToString("{\"name\":\"ü\"}");
        assertThat(new PacketMessage(new byte[] {1}, new byte[] {10, 2, 3}, 2)).hasToString("2 in 3 bytes of Protobuf");
    }
}
