package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.IPV4;
import static io.wadi.packet.FrameBuilder.UDP;
import static io.wadi.packet.FrameBuilder.ascii;
import static io.wadi.packet.FrameBuilder.ethernet;
import static io.wadi.packet.FrameBuilder.hex;
import static io.wadi.packet.FrameBuilder.ipv4;
import static io.wadi.packet.FrameBuilder.join;
import static io.wadi.packet.FrameBuilder.udp;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that packets give to addresses, from complete frames. */
class AnswersTest {

    private static final String QUESTION = "05536c61636b03636f6d00 0001 0001";
    private static final String ALIAS = "c00c 0005 0001 0000003c 0006 0363646e c012";
    private static final String A = "c00c 0001 0001 0000003c 0004 c6336402";
    private static final String AAAA = "c027 001c 0001 0000003c 0010 20010db8000000000000000000000001";

    private static List<AddressName> answers(int port, byte[] payload) {
        return Decoding.packet(ethernet(IPV4, ipv4(UDP, udp(port, port, payload))))
                .answers();
    }

    private static AddressName answer(String ip, String name) {
        return new AddressName(IpAddress.parse(ip), name);
    }

    @Test
    void dnsNamesAddressesByTheQuestionWhateverTheAlias() {
        assertThat(answers(53, join("1234 8180 0001 0003 0000 0000", QUESTION, ALIAS, A, AAAA)))
                .containsExactly(answer("198.51.100.2", "slack.com"), answer("2001:db8::1", "slack.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "a query, 1234 0100 0001 0001 0000 0000",
        "no such name, 1234 8183 0001 0001 0000 0000",
        "an update, 1234 a800 0001 0001 0000 0000",
        "nothing answered, 1234 8180 0001 0000 0000 0001"
    })
    void onlySuccessfulAnswersCount(String what, String header) {
        assertThat(answers(53, join(header, QUESTION, A))).as(what).isEmpty();
    }

    @Test
    void whatWasCutShortIsLeftOut() {
        byte[] whole = join("1234 8180 0001 0002 0000 0000", QUESTION, A, A);
        for (int length = 12; length < whole.length; length++) {
            assertThat(answers(53, java.util.Arrays.copyOf(whole, length))).hasSize(length < whole.length - 16 ? 0 : 1);
        }
    }

    @Test
    void atMostEightAreKept() {
        byte[] records = join(A, A, A, A, A, A, A, A, A, A);
        assertThat(answers(53, join("1234 8180 0001 000a 0000 0000", QUESTION, records)))
                .hasSize(AddressName.MOST_OF_A_PACKET);
    }

    @Test
    void mdnsNamesAddressesByTheRecordsOwner() {
        byte[] record = join("0a", ascii("Lucas-iMac"), "056c6f63616c 00 0001 8001 00000078 0004 0a000001");
        byte[] pointed = hex("c00c 001c 8001 00000078 0010 fe800000000000000000000000000001");
        assertThat(answers(5353, join("0000 8400 0000 0001 0000 0001", record, pointed)))
                .containsExactly(answer("10.0.0.1", "lucas-imac.local"), answer("fe80::1", "lucas-imac.local"));
    }

    @Test
    void aNameThatPointsAtItselfIsNone() {
        assertThat(answers(5353, hex("0000 8400 0000 0001 0000 0000 c00c 0001 8001 00000078 0004 0a000001")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a host registers, 2910, 4141, 0000, true",
        "a server registers, 2910, 4341, 0000, true",
        "a host refreshes, 4000, 4141, 0000, true",
        "a host gives up, 3000, 4141, 0000, false",
        "a group, 2910, 4141, 8000, false",
        "a user, 2910, 4144, 0000, false",
        "a refusal, ad06, 4141, 0000, false"
    })
    void netBiosHostsNameThemselves(String what, String flags, String suffix, String entry, boolean named) {
        byte[] name = join("20", ascii("EHFFEOEOEBFCCACACACACACACACACA"), suffix, "00");
        byte[] payload = join(
                "1234",
                flags,
                "0001 0000 0000 0001",
                name,
                "0020 0001 c00c 0020 0001 00000000 0006",
                entry,
                "0a000418");
        List<AddressName> expected = named ? List.of(answer("10.0.4.24", "gunnar")) : List.of();
        assertThat(answers(137, payload)).as(what).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a request for an address, 01, 00000000, 00000000, 350103 3204 0a000005, 10.0.0.5",
        "a renewal, 01, 0a000006, 00000000, 350103, 10.0.0.6",
        "a confirmation, 02, 00000000, 0a000007, 350105, 10.0.0.7",
        "an offer, 02, 00000000, 0a000008, 350102,",
        "a search, 01, 00000000, 00000000, 350101 3204 0a000009,"
    })
    void dhcpClientsNameTheirAddress(String what, String op, String client, String yours, String options, String ip) {
        byte[] fixed = join(op, "010600 11223344 0000 0000", client, yours, "00000000 00000000", new byte[208]);
        byte[] payload = join(fixed, "63825363", options, "0c03", ascii("pc7"), "ff");
        List<AddressName> expected = ip == null ? List.of() : List.of(answer(ip, "pc7"));
        assertThat(answers(67, payload)).as(what).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0c", "0c05", "0c056162", "0c00ff"})
    void dhcpOptionsMayBeCutShort(String options) {
        byte[] payload = join("010106", new byte[233], "63825363", options);
        assertThat(answers(67, payload)).isEmpty();
    }
}
