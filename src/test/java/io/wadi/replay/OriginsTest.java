package io.wadi.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private static final int LETTERS = 2_000_000;
    private static final long MOST_BYTES = 32L << 20;

    private final Origins origins = new Origins();

    @Test
    void tellsMessagesApart() {
        assertThat(origins.add("packets", 0, 5)).isTrue();
        assertThat(origins.add("packets", 0, 5)).isFalse();
        assertThat(origins.add("packets", 1, 5)).isTrue();
        assertThat(origins.add("flows", 0, 5)).isTrue();
        assertThat(origins.add("packets", 0, 5 + 1024)).isTrue();
        assertThat(origins.add("packets", 0, Long.MAX_VALUE)).isTrue();
        assertThat(origins.add("packets", 0, Long.MAX_VALUE)).isFalse();
        assertThat(origins.add("packets", 0, -1)).isTrue();
    }

    private List<byte[]> add(long offset, String... packets) {
        return origins.add(
                "packets", 0, offset, Stream.of(packets).map(String::getBytes).toList());
    }

    /** Of another consumer, or of another attempt. */
    @Test
    void tellsThePacketsOfAMessageApart() {
        assertThat(add(5, "a")).containsExactly("a".getBytes());
        assertThat(add(5, "a", "b", "c")).containsExactly("b".getBytes(), "c".getBytes());
        assertThat(add(5, "b", "a")).isEmpty();
        assertThat(add(6, "a")).hasSize(1);
    }

    @Test
    void packetsWithTheSameBytesAreAsManyAsOneLetterHas() {
        assertThat(add(5, "a", "a")).hasSize(2);
        assertThat(add(5, "a")).isEmpty();
        assertThat(add(5, "a", "a", "a")).hasSize(1);
    }

    @Test
    void rememberManyPackets() {
        for (int i = 0; i < LETTERS; i++) {
            assertThat(origins.add("packets", 0, i, List.of(new byte[] {8}))).hasSize(1);
        }
        for (int i = 0; i < LETTERS; i += 97) {
            assertThat(origins.add("packets", 0, i, List.of(new byte[] {8}))).isEmpty();
        }
    }

    /** As they come: each with a text of its own for the topic. */
    @Test
    void remembersTheLettersOfAProbeThatNobodyCouldReadInLittleMemory() {
        long before = used();
        for (int i = 0; i < LETTERS; i++) {
            origins.add(new String("packets"), i % 6, i / 6);
        }
        assertThat(used() - before).isLessThan(MOST_BYTES);
        assertThat(origins.add("packets", 0, 0)).isFalse();
    }

    /** Forged letters, each with an offset or a topic far from the others. */
    @Test
    void refusesMoreThanTheHeapHasRoomFor() {
        Origins few = new Origins(100_000);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < LETTERS; i++) {
                        few.add("packets", 0, (long) i << 20);
                    }
                })
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("WADI_JAVA_OPTS=-Xmx2g");
        Origins packets = new Origins(100_000);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < LETTERS; i++) {
                        packets.add("packets", 0, i, List.of(new byte[] {8}));
                    }
                })
                .isInstanceOf(ReplayException.class);
        Origins topics = new Origins(100_000);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < LETTERS; i++) {
                        topics.add("topic" + i, 0, 0);
                    }
                })
                .isInstanceOf(ReplayException.class);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
