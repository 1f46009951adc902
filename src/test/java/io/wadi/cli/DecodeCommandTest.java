package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pcap.TestCaptures;
import io.wadi.sample.SampleCapture;
import io.wadi.testing.JavaCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the command as a process, because it writes to the real standard output. */
class DecodeCommandTest {

    @TempDir
    private Path folder;

    private CommandLineRun decode(Path input, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "decode";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new ChildJvm(folder).run(input, all);
    }

    private static List<JsonNode> messages(CommandLineRun run) {
        ObjectMapper json = new ObjectMapper();
        return run.out().lines().map(line -> parse(json, line)).toList();
    }

    private static JsonNode parse(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    @Test
    void printsOneJsonObjectALineAndTheCountsBeside() throws Exception {
        Path sample = folder.resolve("sample.pcap");
        try (OutputStream out = Files.newOutputStream(sample)) {
            new SampleCapture(2_000, 3, SampleCapture.DEFAULT_START).write(out);
        }
        CommandLineRun run = decode(null, sample.toString());
        assertThat(run.status()).isZero();
        List<JsonNode> messages = messages(run);
        assertThat(run.err())
                .contains("received 2000 = decoded " + messages.size() + " + ")
                .hasLineCount(1);
        assertThat(messages).allSatisfy(message -> {
            assertThat(message.at("/ip/src").isTextual()).isTrue();
            assertThat(message.get("timestamp").isNumber()).isTrue();
            assertThat(message.get("probe").asText()).endsWith("/sample.pcap");
        });
    }

    @Test
    void readsStandardInputAndFilters() throws Exception {
        Path capture = TestCaptures.write(folder.resolve("a.pcap"));
        CommandLineRun run = decode(capture, "-", "--filter", "udp src port 2");
        assertThat(run.status()).isZero();
        assertThat(messages(run)).singleElement().satisfies(message -> assertThat(
                        message.at("/port/src").asInt())
                .isEqualTo(2));
    }

    @Test
    void readsGzipFromStandardInput() throws Exception {
        Path capture = TestCaptures.write(folder.resolve("a.pcap"));
        Path packed = folder.resolve("a.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(capture, out);
        }
        CommandLineRun run = decode(packed, "-");
        assertThat(run.err()).contains("received 5 = decoded 3");
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%s < <(cat a.pcap)", "cat a.pcap | %s /dev/stdin", "%s <(cat a.pcap)", "%s <(gzip < a.pcap)"})
    void readsAnyPipe(String line) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        TestCaptures.write(folder.resolve("a.pcap"));
        String decode = JavaCommand.wadi(List.of(), "decode").stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        String command = String.format(line, decode) + (line.startsWith("%s < ") ? " -" : "");
        Path err = folder.resolve("err");
        Process bash = new ProcessBuilder("/bin/bash", "-c", command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(bash.waitFor()).as(Files.readString(err)).isZero();
        assertThat(err).content().contains("received 5 = decoded 3");
        assertThat(folder.resolve("out")).content().hasLineCount(3);
    }

    @Test
    void looksIntoTunnelsWhenAsked() throws Exception {
        Path capture = TestCaptures.writeTunnel(folder.resolve("a.pcap"));
        CommandLineRun run = decode(null, capture.toString(), "--decapsulate");
        assertThat(messages(run)).singleElement().satisfies(message -> assertThat(
                        message.at("/port/src").asInt())
                .isEqualTo(77));
    }

    @Test
    void aFileThatEndsEarlyGivesWhatItHasAndSaysSo() throws Exception {
        byte[] whole = Files.readAllBytes(TestCaptures.write(folder.resolve("a.pcap")));
        Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 3));
        CommandLineRun run = decode(null, cut.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(messages(run)).hasSize(3);
        assertThat(run.err()).contains("wadi: " + cut + " ends early").contains("received 4 = decoded 3");

        CommandLineRun allowed = decode(null, cut.toString(), "--allow-partial");
        assertThat(allowed.status()).isZero();
        assertThat(allowed.err()).contains("wadi: " + cut + " ends early");
    }

    @Test
    void anErrorIsOneLineAndNothingElse() throws Exception {
        Path gone = folder.resolve("gone.pcap");
        CommandLineRun run = decode(null, gone.toString());
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("wadi: Capture file " + gone + " does not exist" + System.lineSeparator());
    }
}
