package io.wadi.packet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs tshark without name resolution. */
final class Tshark {

    /** Bytes that stand in no address, number or name. */
    static final String BETWEEN_FIELDS = "\u001e";

    static final String BETWEEN_VALUES = "\u001f";

    /**
     * Messages over several TCP segments are joined in any order, as Wadi does; IP fragments and the bodies of HTTP
     * are not. Sequence analysis, and its counterpart for QUIC, would leave retransmitted packets unread.
     */
    private static final List<String> PREFERENCES = List.of(
            "tcp.analyze_sequence_numbers:FALSE",
            "tcp.reassemble_out_of_order:TRUE",
            "quic.reassemble_crypto_out_of_order:FALSE",
            "ip.defragment:FALSE",
            "ipv6.defragment:FALSE",
            "http.desegment_body:FALSE");

    private final Path emptyConfiguration;

    Tshark(Path emptyConfiguration) {
        this.emptyConfiguration = emptyConfiguration;
    }

    /** Its first line of {@code --version}; skips the test where there is no tshark. */
    String version() throws InterruptedException {
        String line = "";
        try {
            line = lines(List.of("tshark", "--version")).get(0);
        } catch (IOException e) {
            assumeTrue(false, "skipped: tshark is not installed (Debian's package tshark)");
        }
        return line;
    }

    /** The file's frames in order. */
    List<TsharkFrame> read(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-T", "fields"));
        command.addAll(List.of("-E", "separator=" + BETWEEN_FIELDS, "-E", "aggregator=" + BETWEEN_VALUES));
        command.addAll(List.of("-E", "occurrence=a"));
        for (String preference : PREFERENCES) {
            command.addAll(List.of("-o", preference));
        }
        for (TsharkField field : TsharkField.values()) {
            command.addAll(List.of("-e", field.filter()));
        }
        return lines(command).stream().map(TsharkFrame::parse).toList();
    }

    private List<String> lines(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("WIRESHARK_CONFIG_DIR", emptyConfiguration.toString());
        Process process = builder.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = out.lines().toList();
            process.waitFor();
            return lines;
        }
    }
}
