package io.wadi.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetterReasonsTest {

    private final LetterReasons reasons = new LetterReasons();

    @Test
    void countsByReasonAndBeyondAHundredTogether() {
        for (int port = 70_000; port < 71_000; port++) {
            reasons.count("port.src is " + port);
        }
        reasons.count("port.src is 70000");
        assertThat(reasons.byReason())
                .hasSize(101)
                .containsEntry("port.src is 70000", 2L)
                .containsEntry(LetterReasons.OTHERS, 900L);
        assertThat(reasons.sum()).isEqualTo(1_001);
    }
}
