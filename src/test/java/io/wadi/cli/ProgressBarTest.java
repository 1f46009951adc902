package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final StringWriter shown = new StringWriter();

    private ProgressBar bar(boolean terminal) {
        return new ProgressBar(new PrintWriter(shown), terminal, () -> {});
    }

    @Test
    void saysNothingWhereThereIsNoTerminal() {
        ProgressBar bar = bar(false);
        bar.reading(0.5, 1000, "a.pcap");
        bar.storing(2000);
        bar.done();
        assertThat(shown.toString()).isEmpty();
    }

    @Test
    void drawsOneLineOverAndOver() {
        ProgressBar bar = bar(true);
        bar.reading(0.5, 1_234_567, "a.pcap");
        assertThat(shown.toString())
                .startsWith("\r")
                .contains("[###############---------------]")
                .contains(" 50 %")
                .contains("1,234,567 packets")
                .endsWith("reading a.pcap");
        bar.reading(7, 1, "packed.gz");
        assertThat(shown.toString()).contains("100 %");
        bar.storing(3);
        bar.done();
        assertThat(shown.toString()).contains("storing").doesNotContain("\n").endsWith("\r\u001b[K");
    }
}
