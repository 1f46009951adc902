package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid arguments that a benchmark refuses before it starts anything. */
class BenchCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--rounds=0", "--stores=1", "--stores=-1", "--growth=1000,0", "--packets=0"})
    void numbersThatMakeNoSense(String option) {
        CommandLineRun run = CommandLineRun.of("bench", option);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--packets, --rounds and --growth must be at least 1, and --stores at least 2");
    }

    @Test
    void aCaptureThatIsNone() throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "no capture at all, but a text that is long enough");
        assertThat(CommandLineRun.of("bench", "--capture", text.toString()).err())
                .contains("a.txt");
        CommandLineRun missing = CommandLineRun.of(
                "bench", "--capture", folder.resolve("none.pcap").toString());
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("none.pcap");
    }

    @Test
    void aContestThatThereIsNot() {
        CommandLineRun run = CommandLineRun.of("bench", "--contests=flows,flow");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'flow' is not read, capture, flows, at-flows,");
    }

    @Test
    void aWorkloadOfAnotherCapture() {
        CommandLineRun run = CommandLineRun.of("bench", "--capture=a.pcap", "--workload=port-scan");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--workload is for the synthetic capture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--capture=a.pcap", "--workload=port-scan", "--memory", "--growth=1000", "--stores=2"})
    void exportsTogetherWithSomethingElse(String option) {
        CommandLineRun run = CommandLineRun.of("bench", "--exports", option);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--exports measures nothing else");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--exports", "--lake", "--contests=flows", "--memory", "--growth=1000", "--stores=2"})
    void connectTogetherWithSomethingElse(String option) {
        CommandLineRun run = CommandLineRun.of("bench", "--connect", option);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("measures nothing else");
    }

    @Test
    void aFileForTheFiguresThatCannotBeWritten() {
        CommandLineRun run = CommandLineRun.of(
                "bench", "--out", folder.resolve("no folder/bench.json").toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no folder").contains("cannot be written");
    }
}
