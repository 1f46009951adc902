package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pcap.TestCaptures;
import io.wadi.testing.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wadi decode} of several captures, as a process, because it writes to the real standard output. */
class DecodeSeveralTest {

    @TempDir
    private Path folder;

    private Path day;
    private Path first;
    private Path second;

    @BeforeEach
    void fill() throws IOException {
        day = Files.createDirectories(folder.resolve("day"));
        first = TestCaptures.write(day.resolve("a \"1\".pcap"));
        second = TestCaptures.writeWithoutIp(day.resolve("b.pcap"));
        Files.writeString(day.resolve("README"), "no capture");
    }

    private CommandLineRun decode(Object... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("decode"));
        Arrays.stream(arguments).map(Object::toString).forEach(all::add);
        return new ChildJvm(folder).run(null, all.toArray(String[]::new));
    }

    private static List<String> files(CommandLineRun run) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> files = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            JsonNode message = json.readTree(line);
            assertThat(message.at("/ip/src").isTextual()).isTrue();
            files.add(message.path("file").asText(null));
        }
        return files;
    }

    @Test
    void eachLineNamesItsFileAndEachFileHasItsCounts() throws Exception {
        Path other = TestCaptures.writeTunnel(folder.resolve("c.pcap"));
        CommandLineRun run = decode(day, other);
        assertThat(run.status()).isZero();
        assertThat(files(run)).containsExactly(first.toString(), first.toString(), first.toString(), other.toString());
        assertThat(run.err().lines())
                .containsExactly(
                        first.toString(),
                        "  received 5 = decoded 3 + skipped 1 (ARP 1) + rejected 1 (timestamp 1)",
                        second.toString(),
                        "  received 2 = decoded 0 + skipped 2 (ARP 2) + rejected 0",
                        other.toString(),
                        "  received 1 = decoded 1 + skipped 0 + rejected 0",
                        "total of 3 captures",
                        "  received 8 = decoded 4 + skipped 3 (ARP 3) + rejected 1 (timestamp 1)",
                        "  passed over 1 file without a capture: " + day.resolve("README"));
    }

    @Test
    void oneFileIsNotNamed() throws Exception {
        assertThat(files(decode(first))).hasSize(3).containsOnlyNulls();
    }

    @Test
    void aFileThatCannotBeReadDoesNotKeepTheOthersFromBeingRead() throws Exception {
        Path gone = folder.resolve("gone.pcap");
        Path text = Files.writeString(folder.resolve("text"), "no capture");
        byte[] whole = Files.readAllBytes(first);
        Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 3));
        Path empty = Files.createDirectories(folder.resolve("empty"));
        CommandLineRun run = decode(gone, text, cut, empty, first);
        assertThat(run.status()).isEqualTo(1);
        assertThat(files(run)).hasSize(6).contains(cut.toString(), first.toString());
        assertThat(run.err())
                .startsWith("wadi: Folder " + empty + " has no capture file")
                .contains("  note: Capture file " + gone + " does not exist")
                .contains("  note: Capture file " + text + " is not a pcap or pcapng capture: unknown file format")
                .contains("  note: " + cut + " ends early: ")
                .contains("total of 4 captures; 3 cannot be read to the end")
                .contains("  received 9 = decoded 6 ");
        assertThat(run.err().lines())
                .filteredOn(line -> line.contains("ends early"))
                .hasSize(1);

        assertThat(decode(gone, first, "--allow-partial").status()).isZero();
    }

    @Test
    void aFolderWithoutCapturesIsAnError() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        CommandLineRun run = decode(empty);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).containsExactly("wadi: Folder " + empty + " has no capture file");
    }

    /** Its end is not waited for; a test that fails would wait for ever. */
    @Test
    void thePacketsOfAPipeAreWrittenWhenTheyCome() throws Exception {
        Process process = new ProcessBuilder(JavaCommand.wadi(List.of(), "decode", "-"))
                .redirectError(folder.resolve("err").toFile())
                .start();
        try (BufferedReader out = process.inputReader()) {
            process.getOutputStream().write(Files.readAllBytes(first));
            process.getOutputStream().flush();
            assertThat(assertTimeoutPreemptively(Duration.ofMinutes(5), out::readLine))
                    .contains("\"probe\"");
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
