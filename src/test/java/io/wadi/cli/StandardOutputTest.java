package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.pcap.TestCaptures;
import io.wadi.testing.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs commands as processes, because a shell or a pipeline acts on their status. */
class StandardOutputTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void needsAShell() throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/bash")) && Files.exists(Path.of("/dev/full")), "no bash or /dev/full");
        TestCaptures.write(folder.resolve("a.pcap"));
    }

    private CommandLineRun run(String arguments, String rest) throws Exception {
        String command = JavaCommand.wadi(List.of(), arguments.split(" ")).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path err = folder.resolve("err");
        Process bash = new ProcessBuilder("/bin/bash", "-c", command + rest + "; exit ${PIPESTATUS[0]}")
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        int status = bash.waitFor();
        return new CommandLineRun(status, Files.readString(folder.resolve("out")), Files.readString(err));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check --json none.camel.yaml", "--help", "decode a.pcap"})
    void aFullDiskIsAFailure(String arguments) throws Exception {
        CommandLineRun run = run(arguments, " > /dev/full");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("wadi: Cannot write to standard output: No space left on device");
    }

    @Test
    void aReaderThatHasReadEnoughIsNone() throws Exception {
        CommandLineRun run = run("--help", " | true");
        assertThat(run.status()).isZero();
        assertThat(run.err()).doesNotContain("wadi:");
    }
}
