package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyPaceTest {

    private final CopyPace pace = new CopyPace();

    private int skipped() {
        int skipped = 0;
        while (!pace.isDue()) {
            skipped++;
        }
        return skipped;
    }

    @Test
    void everyBatchIsCopiedUntilOneFails() {
        assertThat(pace.isDue()).isTrue();
        pace.succeeded();
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void eachFailureDoublesTheBatchesThatAreNot() {
        for (int expected : new int[] {1, 2, 4, 8, 16, 32, 64, 64}) {
            pace.failed();
            assertThat(skipped()).isEqualTo(expected);
        }
        pace.succeeded();
        assertThat(skipped()).isZero();
        pace.failed();
        assertThat(skipped()).isEqualTo(1);
    }
}
