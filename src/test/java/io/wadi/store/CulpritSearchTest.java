package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.message.Attempt;
import java.util.BitSet;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CulpritSearchTest {

    private int trials;

    /** What is stored at last, if a store refuses what this says about the numbers of the packets. */
    private Attempt stored(int packets, Predicate<BitSet> refuses) {
        CulpritSearch search = CulpritSearch.of(7, packets, "whole");
        for (trials = 1; ; trials++) {
            Attempt attempt = search.attempt();
            BitSet tried = new BitSet();
            tried.set(0, attempt.packets());
            tried.andNot(attempt.culprits());
            if (refuses.test(tried)) {
                search = search.afterRefusal(attempt, "up to " + attempt.packets());
            } else if (attempt.isTrial()) {
                search = search.afterSuccess(attempt);
            } else {
                assertThat(attempt.packets()).isEqualTo(packets);
                return attempt;
            }
        }
    }

    @Test
    void findsExactlyTheCulprits() {
        Random random = new Random(5);
        for (int round = 0; round < 5_000; round++) {
            int packets = 1 + random.nextInt(40);
            BitSet bad = new BitSet();
            for (int i = random.nextInt(5); i >= 0; i--) {
                bad.set(random.nextInt(packets));
            }
            assertThat(stored(packets, tried -> tried.intersects(bad)).culprits())
                    .isEqualTo(bad);
        }
    }

    @Test
    void triesLittleForOneAndForAll() {
        for (int culprit = 0; culprit < 32; culprit++) {
            int one = culprit;
            stored(32, tried -> tried.get(one));
            assertThat(trials).isLessThanOrEqualTo(12);
        }
        assertThat(stored(1_000, tried -> !tried.isEmpty()).culprits().cardinality())
                .isEqualTo(1_000);
        assertThat(trials).isLessThan(1_015);
        stored(1, tried -> !tried.isEmpty());
        assertThat(trials).as("it was tried alone before").isEqualTo(1);
    }

    /** As two rows with the same key. */
    @Test
    void ofPacketsThatAreRefusedTogetherTheLaterOnesAreLeftOut() {
        assertThat(stored(32, tried -> tried.get(3) && tried.get(20) || tried.get(4) && tried.get(3))
                        .culprits())
                .isEqualTo(BitSet.valueOf(new long[] {1L << 20 | 1L << 4}));
    }

    @Test
    void theReasonIsThatOfTheFirstCulprit() {
        assertThat(stored(32, tried -> tried.get(9) || tried.get(11)).reason()).isEqualTo("up to 10");
        assertThat(stored(1, tried -> tried.get(0)).reason()).isEqualTo("whole");
    }

    /** What cannot be found by trials, because only the transaction that stores is refused, leaves out all. */
    @Test
    void endsWhateverIsRefused() {
        CulpritSearch search = CulpritSearch.of(7, 32, "whole");
        int steps = 0;
        while (search.attempt().culprits().cardinality() < 32) {
            Attempt attempt = search.attempt();
            search = attempt.isTrial() ? search.afterSuccess(attempt) : search.afterRefusal(attempt, "at last");
            assertThat(++steps).isLessThan(1_000);
        }
    }

    @Test
    void anEarlierAttemptSaysNothingNew() {
        CulpritSearch search = CulpritSearch.of(7, 32, "whole");
        Attempt first = search.attempt();
        CulpritSearch next = search.afterSuccess(first);
        assertThat(next.afterSuccess(first)).isSameAs(next);
        assertThat(next.afterRefusal(first, "late")).isSameAs(next);
        assertThat(next.afterRefusal(Attempt.ALL, "late")).isSameAs(next);
    }
}
