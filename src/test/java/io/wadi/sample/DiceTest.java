package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {

    private final Dice dice = new Dice(0);

    @Test
    void drawsTheSequenceOfSplitMix64() {
        assertThat(dice.bits()).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(dice.bits()).isEqualTo(0x6E789E6AA1B965F4L);
        assertThat(dice.bits()).isEqualTo(0x06C45D188009454FL);
    }

    @Test
    void staysWithinBoundsAndReachesThem() {
        assertThat(IntStream.range(0, 1_000).map(i -> dice.between(3, 6)).distinct())
                .containsExactlyInAnyOrder(3, 4, 5, 6);
        for (int i = 0; i < 1_000; i++) {
            assertThat(dice.unit()).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(dice.around(100)).isBetween(50L, 149L);
            assertThat(dice.heavyTailed(100, 1_000, 1)).isBetween(100, 1_000);
        }
    }

    @Test
    void heavyTailMeansManySmallAndFewLarge() {
        int[] drawn = IntStream.range(0, 10_000)
                .map(i -> dice.heavyTailed(100, 1_000_000, 1))
                .toArray();
        assertThat(IntStream.of(drawn).filter(value -> value < 200).count()).isBetween(4_800L, 5_200L);
        assertThat(IntStream.of(drawn).filter(value -> value > 10_000).count()).isBetween(60L, 140L);
    }
}
