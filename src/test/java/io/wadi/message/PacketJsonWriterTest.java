package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketJsonWriterTest {

    private final PacketJsonWriter writer = new PacketJsonWriter();

    private String text(Packet packet) {
        return new String(writer.write(packet), StandardCharsets.UTF_8);
    }

    private JsonNode tree(TestPacket packet) throws IOException {
        return new ObjectMapper().readTree(writer.write(packet.build()));
    }

    @Test
    void leavesOutWhatOtherProducersLeaveOut() throws IOException {
        JsonNode node =
                tree(TestPacket.udp("192.0.2.1", 1, "192.0.2.2", Packet.NO_PORT).with(packet -> packet.type = null));
        assertThat(node.get("port").toString()).isEqualTo("{\"src\":1}");
        assertThat(node.has("type")).isFalse();
    }

    @Test
    void writesTheContractsMessage() {
        Packet packet = TestPacket.udp("192.168.1.21", 53124, "8.8.8.8", 53)
                .at(1_710_000_000_123_456_000L)
                .protocol("DNS", "example.org")
                .build();
        assertThat(text(packet))
                .isEqualTo("{\"ip\":{\"src\":\"192.168.1.21\",\"dst\":\"8.8.8.8\",\"version\":4,\"ttl\":64},"
                        + "\"protocol\":\"DNS\",\"transport\":\"UDP\",\"size\":60,"
                        + "\"port\":{\"src\":53124,\"dst\":53},\"type\":\"Ethernet\",\"timestamp\":1710000000.123456,"
                        + "\"length\":74,\"captured\":74,\"name\":\"example.org\","
                        + "\"flow\":\"1:LQU9qZlK+B5F3KDmev6m5PMibrg=\",\"probe\":\"host/eth0\"}");
    }

    @Test
    void leavesOutWhatAPacketHasNot() throws IOException {
        JsonNode json =
                tree(TestPacket.icmp("2001:db8:0:0:0:0:0:1", "ff02::1", 8, 0).with(p -> p.ttl = -1));
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "ip",
                        "protocol",
                        "transport",
                        "size",
                        "type",
                        "timestamp",
                        "length",
                        "captured",
                        "icmp",
                        "flow",
                        "probe");
        assertThat(json.get("ip").toString()).isEqualTo("{\"src\":\"2001:db8::1\",\"dst\":\"ff02::1\",\"version\":6}");
        assertThat(json.get("icmp").toString()).isEqualTo("{\"type\":8,\"code\":0}");
    }

    @Test
    void writesTcpLinkAndFragmentFacts() throws IOException {
        JsonNode json = tree(TestPacket.tcp("192.0.2.1", 1, "192.0.2.2", 2, 0x12)
                .vlans(100, 200)
                .with(p -> {
                    p.tcp = new Packet.Tcp(0x12, 4_294_967_295L, 7, 65_535, 1460);
                    p.addMpls(16);
                    p.macSrc = 0x0200_0000_0001L;
                    p.fragment = new Packet.Fragment(77, 1480, true);
                }));
        assertThat(json.get("tcp").toString())
                .isEqualTo("{\"flags\":18,\"seq\":4294967295,\"ack\":7,\"window\":65535,\"payload\":1460}");
        assertThat(json.get("vlan").toString()).isEqualTo("[100,200]");
        assertThat(json.get("mpls").toString()).isEqualTo("[16]");
        assertThat(json.get("mac").toString()).isEqualTo("{\"src\":\"02:00:00:00:00:01\"}");
        assertThat(json.get("fragment").toString()).isEqualTo("{\"id\":77,\"offset\":1480,\"more\":true}");
    }

    @Test
    void writesTunnels() throws IOException {
        IpAddress inner = IpAddress.parse("10.0.0.1");
        TestPacket outer = TestPacket.udp("192.0.2.1", 5000, "192.0.2.2", 4789);
        assertThat(tree(outer.with(p -> p.tunnel = new Packet.Tunnel("VXLAN", 7, inner, inner, 1, 2, "DNS")))
                        .get("tunnel")
                        .toString())
                .isEqualTo("{\"type\":\"VXLAN\",\"id\":7,\"src\":\"10.0.0.1\",\"dst\":\"10.0.0.1\","
                        + "\"port\":{\"src\":1,\"dst\":2},\"protocol\":\"DNS\"}");
        assertThat(tree(outer.with(p -> p.tunnel =
                                new Packet.Tunnel("GRE", -1, null, null, Packet.NO_PORT, Packet.NO_PORT, null)))
                        .get("tunnel")
                        .toString())
                .isEqualTo("{\"type\":\"GRE\"}");
    }

    @Test
    void keepsNanosecondsWhereThereAre() {
        TestPacket packet = TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2);
        assertThat(text(packet.at(1_710_000_000_123_456_789L).build())).contains("\"timestamp\":1710000000.123456789,");
        assertThat(text(packet.at(0).build())).contains("\"timestamp\":0.000000,");
        assertThat(text(packet.at(Long.MAX_VALUE).build())).contains("\"timestamp\":9223372036.854775807,");
    }

    @Test
    void escapesWhatStrangersSay() throws IOException {
        String name = "\"},{\"\\\n\u0000\u0007\u2028ü🐪</script>";
        String probe = "x\"y".repeat(200);
        JsonNode json = tree(TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2)
                .protocol("DNS", name)
                .probe(probe)
                .flow("f".repeat(300)));
        assertThat(json.get("name").asText()).isEqualTo(name);
        assertThat(json.get("probe").asText()).isEqualTo(probe);
        assertThat(json.get("flow").asText()).hasSize(300);
    }

    @Test
    void endlesslyManyWordsDoNotDisturbIt() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            tree(TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2).probe("probe" + i));
        }
        assertThat(tree(TestPacket.udp("192.0.2.1", 1, "192.0.2.2", 2).probe("last"))
                        .get("probe")
                        .asText())
                .isEqualTo("last");
    }

    @Test
    void namesForAddressesAreAList() throws IOException {
        JsonNode json = tree(TestPacket.udp("192.0.2.1", 53, "192.0.2.2", 2)
                .with(p -> p.answers = List.of(new AddressName(IpAddress.parse("192.0.2.9"), "example.org"))));
        assertThat(json.get("answers").toString()).isEqualTo("[{\"ip\":\"192.0.2.9\",\"name\":\"example.org\"}]");
    }
}
