package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What softflowd exports of a capture is what the packet decoder finds in it, conversation by conversation. */
class SoftflowdTest extends ExportingToolSupport {

    private static final int ETHERNET_HEADER = 14;

    @BeforeEach
    void needsSoftflowd() {
        needs("softflowd");
    }

    /**
     * softflowd counts the padding of short Ethernet frames as bytes of the packet. Conversations with an IP fragment or a
     * tunnel are left out, because each exporter sees their ports differently.
     */
    @ParameterizedTest
    @CsvSource({"5,V5", "9,V9", "10,IPFIX"})
    void packetsAndBytesOfEachConversationAreThoseOfTheCapture(String version, ExportProtocol protocol)
            throws Exception {
        Path capture = capture("sample");
        NetflowConsumer consumer = start("batchTimeoutMillis=10");
        softflowd(capture, consumer.port(), version);
        context.getRouteController().stopRoute(ROUTE);
        assertAddsUp(consumer.counters());
        assertOneCompleteExporter(consumer, protocol);
        Map<String, Sum> expected =
                sums(packets(capture), packet -> Math.max(packet.size(), packet.length() - ETHERNET_HEADER));
        if (protocol == ExportProtocol.V5) {
            expected.keySet().removeIf(key -> key.contains(":"));
        }
        int all = expected.size();
        Map<String, Sum> exported = exported();
        expected.keySet().retainAll(exported.keySet());
        assertThat(expected).hasSizeGreaterThan(all * 99 / 100);
        exported.keySet().retainAll(expected.keySet());
        assertThat(exported).isEqualTo(expected);
    }
}
