package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Outcome;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs all shipped detections over real captures with the behaviour, and with similar harmless behaviour. */
class RealCapturesIT {

    private static final int FILE_HEADER = 24;
    private static final int LINK_TYPE = 20;
    private static final int LITTLE_ENDIAN = 0xd4c3b2a1;
    private static Lab lab;

    @BeforeAll
    static void open() throws Exception {
        lab = new Lab();
    }

    @BeforeEach
    void empty() {
        lab.empty();
    }

    @ParameterizedTest
    @CsvSource({
        "synscan.pcap, port-scan-vertical 172.16.0.8 → 64.13.134.52",
        "dns_exfiltration.pcap, dns-tunnel names without a domain",
        "ftp.pcap, clear-text-login FTP server 90.130.70.73",
        "imap.pcap, clear-text-login IMAP server 10.40.3.2",
        "ftp-start-tls.pcap,",
        "imap-starttls.pcap,",
        "pop3_stls.pcap,",
        "bittorrent.pcap,",
        "dnscrypt-v1-and-resolver-pings.pcap,",
        "netflix.pcap,",
        "whatsapp_login_call.pcap,",
    })
    void findsWhatIsThereAndNothingElse(String file, String alert) throws Exception {
        List<Packet> packets = read(file);
        lab.store(packets);
        long last = packets.stream().mapToLong(Packet::timestampNanos).max().orElseThrow();

        List<String> alerts = new ArrayList<>();
        for (Detection detection : new Detections(Path.of("no such folder")).current()) {
            DetectionRun run = lab.runner().run(detection, Instant.ofEpochSecond(0, last));
            assertThat(run.error()).isNull();
            run.findings().strongest().forEach(finding -> alerts.add(detection.name() + " " + finding.subject()));
        }

        assertThat(alerts).isEqualTo(alert == null ? List.of() : List.of(alert));
    }

    /** The packets of a classic pcap file with microseconds. */
    private static List<Packet> read(String name) throws IOException {
        Path file = Path.of(System.getProperty("wadi.shared", "../shared"), "captures", "real", name);
        Assumptions.assumeTrue(Files.isReadable(file), "The real captures are absent: " + file);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        in.order(in.getInt(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int linkType = in.getInt(LINK_TYPE);
        in.position(FILE_HEADER);
        PacketDecoder decoder = new PacketDecoder("test/" + name);
        List<Packet> packets = new ArrayList<>();
        while (in.hasRemaining()) {
            long nanos = in.getInt() * 1_000_000_000L + in.getInt() * 1_000L;
            int captured = in.getInt();
            int length = in.getInt();
            if (decoder.decode(linkType, bytes, in.position(), captured, length, nanos) == Outcome.DECODED) {
                packets.add(decoder.packet());
            }
            in.position(in.position() + captured);
        }
        packets.sort(Comparator.comparingLong(Packet::timestampNanos));
        return packets;
    }
}
