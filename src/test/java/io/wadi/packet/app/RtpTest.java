package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import org.junit.jupiter.api.Test;

class RtpTest {

    private final Wire wire = new Wire();

    private String packet(int sequence, String source) {
        return wire.udp(16756, 15580, "0x8008%04x00024770%s1234".formatted(sequence & 0xffff, source))
                .protocol();
    }

    @Test
    void isShownFromTheThirdPacketOfAStream() {
        assertThat(packet(65534, "17d90134")).isNull();
        assertThat(packet(65535, "17d90134")).isNull();
        assertThat(packet(65536, "17d90134")).isEqualTo("RTP");
        assertThat(packet(65540, "17d90134")).isEqualTo("RTP");
    }

    @Test
    void isNotGuessedWhereTheSequenceOrTheSourceJumps() {
        packet(1, "17d90134");
        packet(2, "17d90134");
        assertThat(packet(300, "17d90134")).isNull();
        packet(301, "17d90134");
        assertThat(packet(302, "aaaaaaaa")).isNull();
    }

    @Test
    void isNotGuessedFromOnePacketThatRepeats() {
        packet(7, "17d90134");
        packet(7, "17d90134");
        assertThat(packet(7, "17d90134")).isNull();
    }
}
