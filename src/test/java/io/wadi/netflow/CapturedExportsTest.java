package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real captures in {@code netflow:file}: it finds the datagrams that tshark finds, by their first bytes and by port. */
class CapturedExportsTest extends NetflowTestSupport {

    private static final Path CAPTURES = Path.of(System.getProperty("wadi.shared", "../shared"), "captures", "real");

    private static long tshark(Path file, String port, String dissector) throws Exception {
        try {
            Process process = new ProcessBuilder(
                            "tshark",
                            "-n",
                            "-r",
                            file.toString(),
                            "-d",
                            "udp.port==" + port + "," + dissector,
                            "-Y",
                            dissector)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] out = process.getInputStream().readAllBytes();
            assertThat(process.waitFor()).isZero();
            return new String(out, StandardCharsets.UTF_8).lines().count();
        } catch (IOException e) {
            assumeTrue(false, "skipped: tshark is not installed");
            return 0;
        }
    }

    @ParameterizedTest
    @CsvSource({"sflow.pcap,6343,sflow,''", "netflowv9.pcap,2057,cflow,''", "netflowv9.pcap,2057,cflow,2057"})
    void findsTheDatagramsThatTsharkFinds(String name, String port, String dissector, String ports) throws Exception {
        Path file = CAPTURES.resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
        long expected = tshark(file, port, dissector);
        context.getRegistry().bind("captures", List.of(file));
        NetflowConsumer consumer =
                start("netflow:file:captures?files=#bean:captures&ports=" + ports, exchange -> keep(exchange));
        consumer.finished().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(consumer.getDecoded()).isEqualTo(expected).isPositive();
        assertThat(consumer.captures().get(0).isRead()).isTrue();
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
    }
}
