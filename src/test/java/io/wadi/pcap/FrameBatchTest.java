package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameBatchTest {

    private final PcapSource source = new PcapSource("a.pcap", "host/a.pcap", 0, new PcapCounters());

    private FrameBatch batch(int capacity) {
        FrameBatch batch = new FrameBatch(capacity);
        batch.clear(source, 1);
        return batch;
    }

    @Test
    void framesLieOneAfterTheOther() {
        FrameBatch batch = batch(3);
        assertThat(batch.add(7, 100, 120)).isZero();
        assertThat(batch.add(8, 0, 60)).isEqualTo(100);
        assertThat(batch.add(9, 50, 50)).isEqualTo(100);
        assertThat(batch.frames).isEqualTo(3);
        assertThat(batch.used).isEqualTo(150);
        assertThat(batch.timestampNanos).containsExactly(7, 8, 9);
        assertThat(batch.length).containsExactly(120, 60, 50);
        assertThat(batch.isFullFor(1)).isTrue();
    }

    @Test
    void growsForAFrameOfAnySizeAndKeepsWhatItHas() {
        FrameBatch batch = batch(10);
        batch.bytes[batch.add(1, 1, 1)] = 42;
        int at = batch.add(2, 3_000_000, 3_000_000);
        assertThat(batch.bytes).hasSizeGreaterThanOrEqualTo(at + 3_000_000);
        assertThat(batch.bytes[0]).isEqualTo((byte) 42);
        assertThat(batch.isFullFor(100)).isTrue();
    }

    @Test
    void takesOneBigFrameButThenNoMore() {
        FrameBatch batch = batch(10);
        assertThat(batch.isFullFor(5_000_000)).isFalse();
        batch.add(1, 5_000_000, 5_000_000);
        assertThat(batch.isFullFor(1)).isTrue();
    }

    @Test
    void doesNotKeepBigArraysWhenItIsFilledAgain() {
        FrameBatch batch = batch(10);
        batch.add(1, 50_000_000, 50_000_000);
        batch.clear(source, 101);
        assertThat(batch.bytes).hasSizeLessThan(1_000_000);
        assertThat(batch.frames).isZero();
        assertThat(batch.used).isZero();
        assertThat(batch.linkType).isEqualTo(101);
    }
}
