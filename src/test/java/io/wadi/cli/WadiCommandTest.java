package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pcap.TestCaptures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Exit statuses, and errors of one line that say what to do. */
class WadiCommandTest {

    @TempDir
    private Path folder;

    private static void assertFails(CommandLineRun run, String... words) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("wadi: ").hasLineCount(1).contains(words);
    }

    private static void assertWrongUsage(CommandLineRun run, String... words) {
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(words).contains("Usage:");
    }

    static Set<String> commands() {
        return new CommandLine(new WadiCommand()).getSubcommands().keySet();
    }

    @Test
    void helpAndVersionAreForEverybody() {
        CommandLineRun help = CommandLineRun.of("--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Usage: wadi").contains(commands());
        assertThat(help.err()).isEmpty();
        CommandLineRun version = CommandLineRun.of("--version");
        assertThat(version.status()).isZero();
        assertThat(version.out())
                .startsWith("wadi ")
                .contains("Camel")
                .contains("Java")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: wadi " + command);
    }

    @Test
    void wrongUsageIsTwo() {
        assertWrongUsage(CommandLineRun.of(), "Name a command");
        assertThat(CommandLineRun.of("capture").status()).isEqualTo(2);
        assertThat(CommandLineRun.of("decodee", "a.pcap").err())
                .contains("decodee")
                .contains("decode");
        assertWrongUsage(CommandLineRun.of("decode"), "FILE");
        assertWrongUsage(CommandLineRun.of("ingest"), "FILE");
        assertWrongUsage(CommandLineRun.of("decode", "a.pcap", "--nosuch"), "--nosuch");
        assertWrongUsage(CommandLineRun.of("ingest", "--at", "fows", "a.pcap"), "--at is fows", "packets or flows");
        assertWrongUsage(
                CommandLineRun.of("ingest", "--at", "flows", "--only", "store-traffic,store-flows", "a.pcap"),
                "store-traffic has nothing to store");
        assertWrongUsage(CommandLineRun.of("run", "--only", "capture,shop"), "There is no stage shop", "store-flows");
        assertWrongUsage(
                CommandLineRun.of("run", "--interface", "lo", "--source", "pcap:live:lo"), "mutually exclusive");
    }

    @Test
    void aMissingFileFails() {
        String file = folder.resolve("gone.pcap").toString();
        assertFails(CommandLineRun.of("decode", file), "Capture file " + file + " does not exist");
        assertFails(CommandLineRun.of("ingest", file), "Capture file " + file + " does not exist");
    }

    @Test
    void aFileThatIsNoCaptureFails() throws Exception {
        String file = Files.writeString(folder.resolve("a.txt"), "no capture, but long enough to look")
                .toString();
        assertFails(CommandLineRun.of("decode", file), file, "not a pcap or pcapng capture");
        assertFails(CommandLineRun.of("ingest", file), file, "not a pcap or pcapng capture");
        assertFails(CommandLineRun.of("decode", folder.toString()), "Folder " + folder + " has no capture file");
        assertFails(CommandLineRun.of("ingest", folder.toString()), "Folder " + folder + " has no capture file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp portt 80", "((", "host"})
    void aBadFilterFailsNamingTheOption(String filter) throws Exception {
        Path file = TestCaptures.write(folder.resolve("a.pcap"));
        assertFails(CommandLineRun.of("decode", file.toString(), "--filter", filter), "filter", filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo", "ingest a.pcap", "decode a.pcap", "interfaces"})
    void anUnknownSettingFailsNamingTheNearest(String command) {
        String[] arguments = (command + " --set wadi.kafka.broker=localhost:1").split(" ");
        assertFails(CommandLineRun.of(arguments), "wadi.kafka.broker;", "wadi.kafka.brokers");
    }

    /** Before anything starts: {@code yes} ran without the dashboard, and a negative interval ended a route's start. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run    | wadi.http.enabled=yes            | it must be true or false",
                "ingest | wadi.capture.decapsulate=1       | it must be true or false",
                "demo   | wadi.detect.interval-millis=-5   | it must be an integer from 1 to 86400000",
                "status | wadi.http.port=70000             | it must be an integer from 0 to 65535",
                "report | wadi.offsets.beyond-end=nothing  | it must be wait or restart"
            })
    void aValueThatASettingMayNotHaveFailsNamingBothAndWhatItMay(String command, String setting, String wanted)
            throws Exception {
        String capture = TestCaptures.write(folder.resolve("a.pcap")).toString();
        String[] arguments = Stream.of(command, command.equals("ingest") ? capture : null, "--set", setting)
                .filter(Objects::nonNull)
                .toArray(String[]::new);
        assertFails(CommandLineRun.of(arguments), "Setting " + setting.replace("=", " is "), wanted);
    }

    @Test
    void everythingThatIsWrongWithSettingsIsSaidInOneRun() {
        assertFails(
                CommandLineRun.of(
                        "run --set wadi.http.prt=1 --set wadi.kafka.brokers=kafka --set wadi.jmx.port=x".split(" ")),
                "wadi: There is no setting wadi.http.prt; the nearest is wadi.http.port. ",
                "Setting wadi.kafka.brokers is kafka; it must be a comma-separated list of host:port. ",
                "Setting wadi.jmx.port is x; it must be an integer from 0 to 65535");
    }

    @Test
    void verboseAddsTheStackTrace() {
        CommandLineRun run = CommandLineRun.of("ingest", folder.resolve("gone").toString(), "--verbose");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("wadi: Capture file").contains("\tat io.wadi.");
    }
}
