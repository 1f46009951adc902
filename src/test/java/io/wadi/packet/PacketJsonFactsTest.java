package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.message.PacketFormatException;
import io.wadi.message.PacketJsonReader;
import io.wadi.message.PacketJsonWriter;
import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fragments and answers in messages. */
class PacketJsonFactsTest {

    private static final String HEAD = "{\"ip\":{\"src\":\"192.0.2.1\",\"dst\":\"198.51.100.2\"},"
            + "\"protocol\":\"UDP\",\"size\":60,\"timestamp\":1.5,";

    private static Packet read(String facts) throws PacketFormatException {
        return new PacketJsonReader().read((HEAD + facts + "}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsWrittenIsRead() throws PacketFormatException {
        Packet packet = TestPacket.udp("192.0.2.1", Packet.NO_PORT, "198.51.100.2", Packet.NO_PORT)
                .with(p -> p.fragment = new Packet.Fragment(0xffff_ffffL, 65_528, true, 7, 8))
                .with(p -> p.answers = List.of(
                        new AddressName(IpAddress.parse("192.0.2.9"), "a.example"),
                        new AddressName(IpAddress.parse("2001:db8::9"), "quote\"d")))
                .build();
        byte[] json = new PacketJsonWriter().write(packet);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .doesNotContain("\"size\":60,\"port\"")
                .contains("\"fragment\":{\"id\":4294967295,\"offset\":65528,\"more\":true,"
                        + "\"port\":{\"src\":7,\"dst\":8}}")
                .contains("\"answers\":[{\"ip\":\"192.0.2.9\",\"name\":\"a.example\"},"
                        + "{\"ip\":\"2001:db8::9\",\"name\":\"quote\\\"d\"}]");
        assertThat(new PacketJsonReader().read(json)).isEqualTo(packet);
    }

    @Test
    void aFragmentsPortsAreNotThePackets() throws PacketFormatException {
        Packet packet = read("\"port\":{\"src\":1,\"dst\":2},\"fragment\":{\"port\":{\"src\":7,\"dst\":8}}");
        assertThat(packet.srcPort()).isEqualTo(1);
        assertThat(packet.flowSrcPort()).isEqualTo(1);
        assertThat(packet.fragment().srcPort()).isEqualTo(7);
        assertThat(read("\"fragment\":{\"id\":3}").flowDstPort()).isEqualTo(Packet.NO_PORT);
    }

    @Test
    void moreAnswersThanFitAreLeftOut() throws PacketFormatException {
        String answer = "{\"ip\":\"192.0.2.9\",\"name\":\"a\",\"ttl\":[1]}";
        assertThat(read("\"answers\":[" + (answer + ",").repeat(20) + answer + "]")
                        .answers())
                .hasSize(AddressName.MOST_OF_A_PACKET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"fragment\":7 | fragment is not an object",
                "\"fragment\":{\"id\":-1} | fragment.id is -1",
                "\"fragment\":{\"offset\":65536} | fragment.offset is 65536",
                "\"fragment\":{\"port\":{\"src\":70000}} | port.src is 70000",
                "\"answers\":{} | answers is not an array",
                "\"answers\":[7] | an answer is not an object",
                "\"answers\":[{}] | ip or name of an answer is missing",
                "\"answers\":[{\"ip\":\"x\",\"name\":\"a\"}] | answers.ip is not an IP address",
                "\"answers\":[{\"ip\":\"::1\",\"name\":7}] | answers.name is not a string"
            })
    void whatIsAbsurdIsRefused(String facts, String reason) {
        assertThatThrownBy(() -> read(facts))
                .isInstanceOf(PacketFormatException.class)
                .hasMessageContaining(reason);
    }
}
