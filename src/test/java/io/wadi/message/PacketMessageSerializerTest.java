package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.settings.MessageFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketMessageSerializerTest {

    private static final Packet PACKET =
            TestPacket.udp("192.0.2.1", 4096, "192.0.2.2", 53).build();

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
    }

    /** Each packet of a record in Protobuf is a line. */
    @Test
    void isJsonAsTextInProtobufToo() {
        List<Packet> packets = List.of(PACKET, PACKET, PACKET);
        String line = new PacketJson().write(packets).get(0).toString();
        assertThat(line).startsWith("{\"ip\":");
        assertThat(new PacketJson(MessageFormat.PROTOBUF, 1).write(packets))
                .map(Object::toString)
                .containsExactly(line, line, line);
        assertThat(new PacketJson(MessageFormat.PROTOBUF, 32).write(packets))
                .singleElement()
                .hasToString(String.join("\n", line, line, line));
    }

    @Test
    void saysThatItCannotBeRead() {
        assertThat(new PacketMessage(new byte[] {1}, new byte[] {18, 2, 3}, 2)).hasToString("2 in 3 bytes of Protobuf");
        assertThat(new PacketMessage(new byte[] {1}, new byte[] {8, 4, 6})).hasToString("1 in 3 bytes of Protobuf");
    }
}
