package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

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
}
