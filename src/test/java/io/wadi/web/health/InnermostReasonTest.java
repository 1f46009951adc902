package io.wadi.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class InnermostReasonTest {

    @Test
    void aLongReasonEndsBetweenTwoWords() {
        String before = "word ".repeat(35).strip();
        Exception failure = new IOException(before + " https://hooks.example.com/" + "x".repeat(100));
        assertThat(InnermostReason.of(new IllegalStateException(failure))).isEqualTo(before + " …");
        assertThat(InnermostReason.of(new IOException("x".repeat(300)))).isEqualTo("…");
    }

    @Test
    void aShortReasonIsWhole() {
        assertThat(InnermostReason.of(new IOException("away\nand more"))).isEqualTo("away");
        assertThat(InnermostReason.of(new IOException())).isEqualTo("IOException");
    }
}
