package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
    void withTheArrayOfAGiantFrameItIsNotFilledAgain() {
        FrameBatch batch = batch(10);
        assertThat(batch.isReusable(10)).isTrue();
        batch.add(1, 50_000_000, 50_000_000);
        assertThat(batch.isReusable(10)).isFalse();
        FrameBatch small = batch(10);
        small.add(1, 1, 1);
        assertThat(small.compact().isReusable(10)).isFalse();
    }

    @Test
    void startsAgainWhenItIsFilledAgain() {
        FrameBatch batch = batch(10);
        batch.add(1, 100, 100);
        batch.clear(source, 101);
        assertThat(batch.frames).isZero();
        assertThat(batch.used).isZero();
        assertThat(batch.linkType).isEqualTo(101);
    }

    @Test
    void isCompactedWhereLittleIsInItsArrays() {
        FrameBatch batch = batch(1000);
        for (int i = 0; i < 3; i++) {
            int at = batch.add(i, 60, 70);
            Arrays.fill(batch.bytes, at, at + 60, (byte) i);
        }
        assertThat(batch.isMostlyEmpty()).isTrue();
        FrameBatch compact = batch.compact();
        assertThat(batch.heldBytes()).isGreaterThan(250_000);
        assertThat(compact.heldBytes()).isEqualTo(batch.compactBytes()).isLessThan(500);
        assertThat(compact.bytes).isEqualTo(Arrays.copyOf(batch.bytes, 180));
        assertThat(compact.timestampNanos).containsExactly(0, 1, 2);
        assertThat(compact.offset).containsExactly(0, 60, 120);
        assertThat(compact.captured).containsExactly(60, 60, 60);
        assertThat(compact.length).containsExactly(70, 70, 70);
        assertThat(compact.source).isSameAs(source);
        assertThat(compact.linkType).isEqualTo(1);
        assertThat(compact.frames).isEqualTo(3);
    }

    @Test
    void isLeftAsItIsWhereMuchIsInIt() {
        FrameBatch batch = batch(100);
        for (int i = 0; i < 100; i++) {
            batch.add(i, 1_500, 1_500);
        }
        assertThat(batch.isMostlyEmpty()).isFalse();
        assertThat(batch.heldBytes()).isGreaterThan(256 * 1024);
    }
}
