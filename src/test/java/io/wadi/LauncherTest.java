package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs the launcher's own tests, which are shell scripts. */
class LauncherTest {

    @Test
    void launcherFindsWhatItNeedsAndPassesArgumentsOn() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        Process checks = new ProcessBuilder("/bin/bash", "src/test/sh/launcher-test.sh")
                .redirectErrorStream(true)
                .start();
        String output = new String(checks.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(checks.waitFor()).as(output).isZero();
    }
}
