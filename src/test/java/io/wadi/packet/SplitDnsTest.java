package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.hex;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.u16;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DNS over TCP: the length and the message may be in different segments. */
class SplitDnsTest {

    private static final String QUESTION = "09 7463702d73706c6974 07 6578616d706c65 00 0001 0001";
    private static final String RECORD = "c00c 0001 0001 0000003c 0004 c633640";
    private static final byte[] QUERY = message("1234 0100 0001 0000 0000 0000", QUESTION);
    private static final byte[] ANSWER =
            message("1234 8180 0001 0003 0000 0000", QUESTION, RECORD + "7", RECORD + "8", RECORD + "9");
    private static final List<AddressName> ADDRESSES =
            List.of(address("198.51.100.7"), address("198.51.100.8"), address("198.51.100.9"));

    private final PacketDecoder decoder = new PacketDecoder("test/tcp");

    private static byte[] message(Object... parts) {
        byte[] message = join(parts);
        return join(u16(message.length), message);
    }

    private static AddressName address(String ip) {
        return new AddressName(IpAddress.parse(ip), "tcp-split.example");
    }

    private TcpSide client(int port) {
        return new TcpSide(decoder, 20_000 + port, 53, 99);
    }

    @Test
    void aQueryIsCutAnywhere() {
        for (int cut = 1; cut < QUERY.length; cut++) {
            TcpSide inOrder = client(cut).syn().send(QUERY, 0, cut).send(QUERY, cut, QUERY.length);
            assertThat(inOrder.names()).as("cut at %s", cut).containsExactly("tcp-split.example");
            TcpSide swapped = client(cut).syn().send(QUERY, cut, QUERY.length).send(QUERY, 0, cut);
            assertThat(swapped.names()).as("second first, cut at %s", cut).containsExactly("tcp-split.example");
            TcpSide noSyn = client(1000 + cut).send(QUERY, 0, cut).send(QUERY, cut, QUERY.length);
            assertThat(noSyn.names()).as("without SYN, cut at %s", cut).containsExactly("tcp-split.example");
        }
    }

    @Test
    void anAnswerIsCutAnywhere() {
        for (int cut = 1; cut < ANSWER.length; cut++) {
            TcpSide server = new TcpSide(decoder, 53, 50000 + cut, 99).synAck();
            server.send(ANSWER, 0, cut).send(ANSWER, 0, cut).send(ANSWER, cut, ANSWER.length);
            assertThat(server.names()).as("cut at %s", cut).containsExactly("tcp-split.example");
            assertThat(server.answers()).as("cut at %s", cut).containsExactlyElementsOf(ADDRESSES);
        }
    }

    @Test
    void anAnswerWithAHoleHasNoNames() {
        for (int cut = 1; cut < ANSWER.length - 1; cut++) {
            TcpSide server = new TcpSide(decoder, 53, 50000 + cut, 99).synAck();
            server.send(ANSWER, 0, cut).send(ANSWER, cut + 1, ANSWER.length);
            assertThat(server.answers()).as("byte %s is missing", cut).isEmpty();
            assertThat(server.names()).isSubsetOf("tcp-split.example");
        }
    }

    @Test
    void severalMessagesFollowEachOther() {
        byte[] other = message("4321 0100 0001 0000 0000 0000", "05 6f74686572 07 6578616d706c65 00 0001 0001");
        byte[] both = join(QUERY, other, QUERY);
        for (int cut = QUERY.length + 1; cut < QUERY.length + other.length; cut++) {
            TcpSide side = client(cut).syn().send(both, 0, cut).send(both, cut, both.length);
            assertThat(side.names()).as("cut at %s", cut).containsExactly("tcp-split.example", "other.example");
        }
    }

    @Test
    void whatIsNoMessageHasNoName() {
        byte[] garbage = join("ffff", hex("a5".repeat(300)));
        TcpSide side = client(1).syn().send(0, garbage).send(garbage.length, QUERY);
        assertThat(side.names()).containsExactly("tcp-split.example");
        assertThat(client(2).syn().send(0, hex("0005 1234567890")).names()).isEmpty();
    }

    @Test
    void linkLocalResolutionHasLengthsToo() {
        TcpSide side =
                new TcpSide(decoder, 50000, 5355, 99).syn().send(QUERY, 0, 2).send(QUERY, 2, QUERY.length);
        assertThat(side.names()).containsExactly("tcp-split.example");
        assertThat(side.protocol()).isEqualTo("LLMNR");
    }
}
