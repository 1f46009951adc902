package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Each real capture with a protocol in its file name contains that protocol. {@code protocol-expectations.tsv} lists
 * the file, the protocol of its name, and the protocol in our messages, or {@code reason:} and the reason for a
 * difference.
 */
class ProtocolExpectationsIT {

    private static final String REASON = "reason: ";

    /** A line of the list. */
    private record Expectation(String file, String named, String shown) {
        static Expectation of(String[] row) {
            assertThat(row).as("file, expected, shown").hasSize(3).doesNotContain("", REASON);
            return new Expectation(row[0], row[1], row[2]);
        }

        void check(Set<String> protocols, SoftAssertions softly) {
            if (shown.startsWith(REASON)) {
                softly.assertThat(protocols)
                        .as("%s: listed as an exception", file)
                        .doesNotContain(named);
            } else {
                softly.assertThat(protocols).as(file).contains(shown);
            }
        }
    }

    @Test
    void showsTheProtocolThatTheFileIsNamedFor() throws Exception {
        Map<String, Set<String>> protocols = new HashMap<>();
        List<Expectation> expectations = Listing.rows("protocol-expectations.tsv").stream()
                .map(Expectation::of)
                .toList();
        try (CaptureReader reader = new CaptureReader()) {
            for (Path file : RealCaptures.files()) {
                protocols.put(file.getFileName().toString(), protocols(reader.read(file)));
            }
        }
        assertSoftly(softly -> {
            for (Expectation expectation : expectations) {
                softly.assertThat(protocols).containsKey(expectation.file());
                expectation.check(protocols.getOrDefault(expectation.file(), Set.of()), softly);
            }
        });
    }

    private static Set<String> protocols(CaptureReader.Reading reading) {
        Set<String> protocols = new HashSet<>();
        reading.packets().forEach(packet -> {
            KnownProtocols.assertDeclared(packet);
            protocols.add(packet.protocol());
        });
        return protocols;
    }
}
