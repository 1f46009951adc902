package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterfacesCommandTest {

    @Test
    void listsInterfacesOrSaysWhyItCannot() {
        CommandLineRun run = CommandLineRun.of("interfaces");
        if (run.status() == 0) {
            assertThat(run.out()).containsPattern("(?m)^lo\\S* +(running|up|down) ");
            assertThat(run.err()).isEmpty();
        } else {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("wadi: This user cannot capture on any interface")
                    .hasLineCount(1);
        }
    }
}
