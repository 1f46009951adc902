package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import io.wadi.packet.CaseCapture;
import org.junit.jupiter.api.Test;

/** A proxy does not have the names of the hosts behind it. */
class ProxyNamesTest {

    private static final IpAddress PROXY = IpAddress.parse("10.0.0.8");

    @Test
    void theFlowsHaveNamesAndTheProxyHasNone() {
        FlowTable table = new FlowTable(60, new TcpConversations());
        CaseCapture.packets("p58-explicit-proxy.pcap").forEach(table::add);
        assertThat(table.names()).doesNotContainKey(PROXY);
        assertThat(table.flows().values()).extracting(Flow::name).contains("news.example", "bank.example");
    }
}
