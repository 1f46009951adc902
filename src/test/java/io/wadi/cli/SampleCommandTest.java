package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.sample.SampleCapture;
import io.wadi.sample.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class SampleCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter errors = new StringWriter();

    private int run(Path file, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = file.toString();
        System.arraycopy(options, 0, arguments, 1, options.length);
        return new CommandLine(new SampleCommand())
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler(SampleCommandTest::oneLine)
                .execute(arguments);
    }

    private static int oneLine(Exception failure, CommandLine command, ParseResult parsed) {
        assertThat(failure).isInstanceOf(CommandException.class);
        command.getErr().println(failure.getMessage());
        return 1;
    }

    @Test
    void writesTheCaptureAndSaysWhat() throws IOException {
        Path file = directory.resolve("a.pcap");
        assertThat(run(file, "--packets", "100", "--start", "2027-01-01T00:00:00Z"))
                .isZero();
        assertThat(errors.toString())
                .startsWith("wadi: wrote " + file + ": 100 packets, ")
                .endsWith(" s from 2027-01-01T00:00:00Z" + System.lineSeparator());
        assertThat(Files.size(file)).isGreaterThan(100 * (16 + 10));
    }

    @ParameterizedTest
    @EnumSource
    void writesEachWorkload(Workload workload) throws IOException {
        Path file = directory.resolve("a.pcap");
        assertThat(run(file, "--packets", "100", "--workload", workload.label()))
                .isZero();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        new SampleCapture(100, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START, workload).write(expected);
        assertThat(file).hasBinaryContent(expected.toByteArray());
    }

    @Test
    void namesTheWorkloadsThatThereAre() {
        assertThat(run(directory.resolve("a.pcap"), "--workload", "SYN_FLOOD")).isEqualTo(2);
        assertThat(errors.toString()).contains("'SYN_FLOOD' is not office, port-scan, syn-flood, dns-amplification");
        assertThat(run(directory.resolve("a.pcap"), "--workload", "office", "--exports"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--workload and --exports exclude each other");
        assertThat(new CommandLine(new SampleCommand()).getUsageMessage().replaceAll("\\s+", " "))
                .contains("office, port-scan, syn-flood, dns-amplification");
    }

    @Test
    void writesDatagramsOfExportersAndSaysWhatIsInThem() throws IOException {
        Path file = directory.resolve("exports.pcap");
        assertThat(run(file, "--exports", "--packets", "200")).isZero();
        assertThat(errors.toString())
                .startsWith("wadi: wrote " + file + ": 200 datagrams with ")
                .contains(" flows of ", " s from 2026-01-01T00:00:00Z; 2 datagrams are missing");
        assertThat(Files.size(file)).isGreaterThan(200 * (16 + 60));
    }

    @Test
    void leavesAFileThatIsThereAloneUnlessForced() throws IOException {
        Path file = Files.writeString(directory.resolve("precious"), "data");
        assertThat(run(file)).isEqualTo(1);
        assertThat(errors.toString()).contains("--force").hasLineCount(1);
        assertThat(file).hasContent("data");
        assertThat(run(file, "--force", "--packets", "1")).isZero();
        assertThat(Files.size(file)).isNotEqualTo(4);
    }

    @Test
    void saysWhyAFileCannotBeWritten() {
        assertThat(run(directory.resolve("no/such/place.pcap"))).isEqualTo(1);
        assertThat(run(directory, "--force")).isEqualTo(1);
        assertThat(errors.toString()).contains("create its directory first").hasLineCount(2);
    }

    @Test
    void wrongUsageIsTwo() {
        Path file = directory.resolve("b.pcap");
        assertThat(run(file, "--packets", "0")).isEqualTo(2);
        assertThat(run(file, "--start", "yesterday")).isEqualTo(2);
        assertThat(run(file, "--start", "1900-01-01T00:00:00Z")).isEqualTo(2);
        assertThat(file).doesNotExist();
        assertThat(errors.toString())
                .contains("'yesterday' is not a time such as 2026-01-01T00:00:00Z")
                .doesNotContain("java.");
    }
}
