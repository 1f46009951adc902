package io.wadi.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LakeBatchTest {

    private static final long HOUR_NANOS = 3_600_000_000_000L;

    private final LakeBatch<?> batch = new LakeBatch<>(LakeSchema.of(LakeContent.PACKETS), Runnable::run);

    private void add(long first, List<Packet> packets) {
        add(batch, first, packets);
    }

    private static void add(LakeBatch<?> batch, long first, List<Packet> packets) {
        batch.add(new PacketBatch(
                new OffsetRange("packets", null, 0, first, first + packets.size()), packets, List.of()));
    }

    private static Packet at(long nanos) {
        return TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 53).at(nanos).build();
    }

    @Test
    void eachHourHasAFile() {
        add(0, List.of(at(HOUR_NANOS), at(3 * HOUR_NANOS - 1), at(HOUR_NANOS + 1)));
        assertThat(batch.files()).hasSize(2);
        assertThat(batch.range()).isEqualTo(new OffsetRange("packets", null, 0, 0, 3));
        assertThat(batch.packets()).isEqualTo(3);
    }

    @Test
    void filesAreEndedOnce() {
        add(0, List.of(at(HOUR_NANOS)));
        assertThat(batch.files()).hasSize(1).isEqualTo(List.copyOf(batch.files()));
    }

    @Test
    void aBatchWithoutPacketsHasNoFile() {
        add(0, List.of());
        assertThat(batch.files()).isEmpty();
    }

    /** Each file takes memory and a sync, and a clock that jumps must not take all of it. */
    @Test
    void thereAreFewFilesHoweverManyHoursThereAre() {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            packets.add(at((i / 2) * HOUR_NANOS));
        }
        add(0, packets);
        assertThat(batch.heldBytes()).isLessThan(50_000_000);
        assertThat(batch.files()).as("64 hours, and all others").hasSize(65);
    }

    @Test
    void theCommonHoursOfARunHaveFiles() {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            packets.add(at(i * HOUR_NANOS));
            packets.add(at(1_000 * HOUR_NANOS + i));
        }
        add(0, packets);
        assertThat(batch.files())
                .extracting(RowFile::hour)
                .filteredOn(Objects::nonNull)
                .hasSize(64)
                .contains(1_000);
    }

    /** Half a kilobyte each until a run is encoded, and a few bytes then. */
    @Test
    void encodedPacketsTakeLittleMemory() {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < 9_999; i++) {
            packets.add(at(HOUR_NANOS + i * 1_000_000L));
        }
        add(0, packets);
        assertThat(batch.heldBytes()).isGreaterThan(5_000_000);
        add(packets.size(), List.of(at(HOUR_NANOS)));
        assertThat(batch.heldBytes()).isBetween(10_000L, 1_000_000L);
    }

    /** Of each run another thread encodes the last while the next is read. */
    @Test
    void runsThatOtherThreadsEncodeAreComplete() {
        LakeBatch<?> parallel = new LakeBatch<>(LakeSchema.of(LakeContent.PACKETS), new LakeEncoders());
        for (int poll = 0; poll < 30; poll++) {
            List<Packet> packets = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                packets.add(at((i % 2) * HOUR_NANOS + i));
            }
            add(parallel, poll * 5_000, packets);
        }
        assertThat(parallel.files()).hasSize(2).allSatisfy(file -> assertThat(file.rows())
                .isEqualTo(75_000));
    }

    @Test
    void aBatchCannotGrowWithoutEncoders() {
        LakeEncoders encoders = new LakeEncoders();
        encoders.shutdown();
        LakeBatch<?> stopped = new LakeBatch<>(LakeSchema.of(LakeContent.PACKETS), encoders);
        List<Packet> packets = Collections.nCopies(10_000, at(HOUR_NANOS));
        assertThatThrownBy(() -> add(stopped, 0, packets)).isInstanceOf(RejectedExecutionException.class);
    }
}
