package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.Bytes;
import io.wadi.packet.app.ApplicationContext;
import io.wadi.packet.app.SplitMessageCounts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

/** What happens when an application decoder throws an exception. */
class ApplicationLayerTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final PacketDecoder decoder = new PacketDecoder(
            "test/faults",
            false,
            new ApplicationLayer(
                    ApplicationLayerTest::fail,
                    () -> SplitMessageCounts.NONE,
                    new LogInterval(Duration.ofMinutes(1), clock::get)));

    private static String fail(Bytes payload, ApplicationContext context) {
        throw new IllegalStateException("a fault of a decoder");
    }

    private void decode() {
        byte[] frame = Frames.udp("192.0.2.1", 1, "192.0.2.2", 53, new byte[20]);
        assertThat(decoder.decode(1, frame, 0, frame.length, frame.length, 0)).isEqualTo(Outcome.DECODED);
    }

    @Test
    void thePacketKeepsItsTransportsNameAndTheFailureIsCounted() {
        try (DecoderFaults faults = new DecoderFaults()) {
            decode();
            decode();
            assertThat(faults.thrown()).hasSize(2);
        }
        assertThat(decoder.packet().protocol()).isEqualTo("UDP");
        assertThat(decoder.counts()).isEqualTo(new DecoderCounts(0, 0, 0, 2, SplitMessageCounts.NONE));
    }

    @Test
    void theLogShowsOneFailureAMinute() {
        try (DecoderFaults faults = new DecoderFaults()) {
            decode();
            decode();
            clock.addAndGet(Duration.ofSeconds(59).toNanos());
            decode();
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            decode();
            assertThat(faults.levels()).isEqualTo(List.of(Level.WARN, Level.DEBUG, Level.DEBUG, Level.WARN));
        }
    }
}
