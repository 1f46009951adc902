package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.message.PacketFormatException;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowJsonReaderTest {

    private static final String GOOD = "{\"window\":1710000000,\"ip\":{\"src\":\"192.0.2.1\",\"dst\":\"198.51.100.2\"},"
            + "\"protocol\":\"TLS\",\"transport\":\"TCP\",\"port\":{\"src\":1,\"dst\":443},\"packets\":3,\"bytes\":180,"
            + "\"first\":1710000000.5,\"last\":1710000059.999999999,\"tcp\":{\"flags\":18,\"rtt\":0.02},"
            + "\"names\":[{\"ip\":\"198.51.100.2\",\"name\":\"a.example\"}],\"probe\":\"host/eth0\"}";

    private final FlowJsonReader reader = new FlowJsonReader();

    private FlowRecord read(String message) throws PacketFormatException {
        return reader.read(message.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(byte[] message) {
        PacketFormatException refused = catchThrowableOfType(PacketFormatException.class, () -> reader.read(message));
        assertThat(refused).as("refusal").isNotNull();
        return refused.getMessage();
    }

    private String refusal(String message) {
        return refusal(message.getBytes(StandardCharsets.UTF_8));
    }

    /** A record with something in every field, or in as few as there may be. */
    private static FlowRecord record(boolean full) {
        List<NamedAddress> names = List.of(
                new NamedAddress(IpAddress.parse("2001:db8::7"), "ä \"quoted\" \\ name", NameSource.UNKNOWN),
                new NamedAddress(IpAddress.parse("203.0.113.9"), "b.example", NameSource.LLMNR));
        FlowKey key = new FlowKey(
                1_710_000_000L,
                IpAddress.parse("2001:db8::1"),
                IpAddress.parse("2001:db8::2"),
                full ? 65_535 : Packet.NO_PORT,
                full ? 0 : Packet.NO_PORT,
                full ? "TCP" : "ICMPv6",
                "probe of \"mine\"/eth0");
        return new FlowRecord(
                key,
                full ? "HTTP" : "ICMPv6",
                full ? 1L << 30 : 0,
                full ? 1L << 44 : 0,
                full ? 255 : 0,
                1_710_000_000_000_000_001L,
                full ? 1_710_000_059_999_999_999L : 1_710_000_000_000_000_001L,
                full ? 20_000_123 : -1,
                full ? 7 : 0,
                full ? "www.example" : null,
                full ? names : List.of(),
                full ? "1:LQU9qZlK+B5F3KDmev6m5PMibrg=" : null,
                full ? 4_095 : 0,
                null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesBackWhatTheWriterWrote(boolean full) throws PacketFormatException {
        FlowJsonWriter writer = new FlowJsonWriter();
        assertThat(reader.read(writer.write(record(!full)))).isEqualTo(record(!full));
        assertThat(reader.read(writer.write(record(full))))
                .as("what was before is forgotten")
                .isEqualTo(record(full));
    }

    @Test
    void oneMessageBringsAsManyNamesAsARecordMayHave() throws PacketFormatException {
        String name = "x".repeat(255);
        NamedAddress longest =
                new NamedAddress(IpAddress.parse("2001:db8:1111:2222:3333:4444:5555:6666"), name, NameSource.SNI);
        FlowRecord full = record(true).bringing(Collections.nCopies(FlowRecord.MOST_NAMES, longest));
        assertThat(reader.read(new FlowJsonWriter().write(full))).isEqualTo(full);
        FlowRecord tooMany = full.bringing(Collections.nCopies(FlowRecord.MOST_NAMES + 1, longest));
        assertThat(refusal(new FlowJsonWriter().write(tooMany))).isEqualTo("names has more than 100 elements");
    }

    /** From an earlier version, a later one, or this one. */
    @ParameterizedTest
    @CsvSource({"'', UNKNOWN", "',\"source\":\"DNS\"', DNS", "',\"source\":\"a later one\"', UNKNOWN"})
    void aNameHasItsSourceIfThatIsKnown(String field, NameSource source) throws PacketFormatException {
        FlowRecord record = read(GOOD.replace("\"a.example\"", "\"a.example\"" + field));
        assertThat(record.names())
                .containsExactly(new NamedAddress(IpAddress.parse("198.51.100.2"), "a.example", source));
    }

    @Test
    void passesOverWhatItDoesNotKnow() throws PacketFormatException {
        String more = GOOD.replace("\"packets\"", "\"extra\":{\"packets\":[7,{}]},\"name\":null,\"packets\"")
                .replace("{\"flags\"", "{\"more\":[],\"flags\"");
        assertThat(read(" " + more + "\n")).isEqualTo(read(GOOD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"window\":1710000000,'     | '{'                             | window is missing",
                "'\"window\":1710000000'       | '\"window\":1.5'                | window is not an integer",
                "'\"window\":1710000000'       | '\"window\":-60'                | window is -60",
                "'\"window\":1710000000'       | '\"window\":1710000001'         | first is before the window",
                "'\"window\":1710000000'       | '\"window\":1709913600'         | last is after the window",
                "'\"packets\":3,'              | ''                              | packets is missing",
                "'\"packets\":3'               | '\"packets\":-3'                | packets is -3",
                "'\"packets\":3'               | '\"packets\":1073741825'        | packets is 1073741825",
                "'\"bytes\":180,'              | ''                              | bytes is missing",
                "'\"bytes\":180'               | '\"bytes\":17592186044417'      | bytes is 17592186044417",
                "'\"bytes\":180'               | '\"bytes\":3145729'             | more bytes than 3 packets can have",
                "'\"packets\":3'               | '\"packets\":0'                 | more bytes than 0 packets can have",
                "'\"bytes\":180'               | '\"bytes\":99999999999999999999'| bytes is out of range",
                "'\"first\":1710000000.5,'     | ''                              | first or last is missing",
                "'\"first\":1710000000.5'      | '\"first\":1710000060'          | first is after last",
                "'\"first\":1710000000.5'      | '\"first\":-1'                  | first is not between",
                "'\"first\":1710000000.5'      | '\"first\":1e999'               | first is not between",
                "'\"first\":1710000000.5'      | '\"first\":1e9999999999'        | first is not between",
                "'\"first\":1710000000.5'      | '\"first\":\"now\"'             | first is not a number",
                "'\"src\":\"192.0.2.1\"'       | '\"src\":\"192.0.2.256\"'       | ip.src is not an IP address",
                "'\"src\":\"192.0.2.1\"'       | '\"src\":\"2001:db8::1\"'       | different IP versions",
                "'\"src\":\"192.0.2.1\",'      | ''                              | ip.src or ip.dst is missing",
                "'\"dst\":443'                 | '\"dst\":70000'                 | port.dst is 70000",
                "'{\"src\":1,\"dst\":443}'     | '443'                           | port is not an object",
                "'\"transport\":\"TCP\",'      | ''                              | transport is missing",
                "'\"transport\":\"TCP\"'       | '\"transport\":6'               | transport is not a string",
                "'\"flags\":18'                | '\"flags\":256'                 | tcp.flags is 256",
                "'\"flags\":18'                | '\"retransmissions\":4'         | more retransmissions than packets",
                "'\"rtt\":0.02'                | '\"rtt\":-1'                    | tcp.rtt is not between",
                "'\"rtt\":0.02'                | '\"rtt\":86402'                 | tcp.rtt is not between",
                "'[{\"ip\"'                    | '[7,{\"ip\"'                    | one of names is not an object",
                "',\"name\":\"a.example\"'     | ''                              | ip or name of one of names",
                "'a.example\"'               | 'a.example\",\"source\":6'       | names.source is not a string",
                "'\"probe\"'                   | '\"export\":7,\"probe\"'        | export is not an object",
                "'\"probe\"'                   | '\"export\":{\"as\":7},\"probe\"' | export.as is not an object",
                "'\"probe\"'                   | '\"export\":{\"as\":{\"src\":4294967296}},\"probe\"' | export.as.src is 4294967296",
                "'\"probe\"'                   | '\"export\":{\"interface\":[]},\"probe\"' | export.interface is not an object",
                "'\"probe\"'                   | '\"export\":{\"interface\":{\"in\":-1}},\"probe\"' | export.interface.in is -1",
                "'\"probe\"'                   | '\"export\":{\"interface\":{\"out-name\":1}},\"probe\"' | export.interface.out-name is not",
                "'\"probe\"'                   | '\"export\":{\"next-hop\":\"r2\"},\"probe\"' | export.next-hop is not an IP address",
                "'\"probe\"'                   | '\"export\":{\"sampling\":0},\"probe\"' | export.sampling is 0",
                "'\"probe\"'                   | '\"export\":{\"tos\":256},\"probe\"' | export.tos is 256",
                "'\"probe\"'                   | '\"export\":{\"end-reason\":-1},\"probe\"' | export.end-reason is -1",
                "'\"probe\"'                   | '\"export\":{\"direction\":\"up\"},\"probe\"' | export.direction is neither",
                "'\"probe\":\"host/eth0\"}'    | '\"probe\":\"host/eth0\"'       | not a JSON flow",
                "'\"probe\":\"host/eth0\"}'    | '\"probe\":\"host/eth0\"} {}'   | more than one JSON value",
            })
    void refusesWithTheReason(String good, String bad, String reason) {
        assertThat(GOOD).contains(good);
        assertThat(refusal(GOOD.replace(good, bad == null ? "" : bad))).contains(reason);
    }

    @Test
    void refusesWhatIsNoObjectAtAll() {
        assertThat(refusal((byte[]) null)).isEqualTo("the message is empty");
        assertThat(refusal("")).isEqualTo("the message is not a JSON object");
        assertThat(refusal("[]")).isEqualTo("the message is not a JSON object");
        assertThat(refusal(new byte[] {(byte) 0xff, 0})).startsWith("not a JSON flow");
        assertThat(refusal(new byte[(1 << 20) + 1])).contains("bytes");
        assertThat(refusal("{\"window\":[".repeat(1000))).startsWith("window is not an integer");
        assertThat(refusal("{\"other\":[".repeat(1000))).startsWith("not a JSON flow");
    }

    @Test
    void halvesOfSurrogatePairsBecomeQuestionMarks() throws PacketFormatException {
        FlowRecord record = read(GOOD.replace("host/eth0", "\\ud800").replace("a.example", "\\udfff"));
        assertThat(record.key().probe()).isEqualTo("?");
        assertThat(record.names().get(0).name()).isEqualTo("?");
        assertThat(read(GOOD.replace("host/eth0", "\\udc00")).key()).isEqualTo(record.key());
    }

    @Test
    void noTextBringsControlCharacters() throws PacketFormatException {
        String bad = "\\u001b[2J\\ud800";
        FlowRecord flow = read(GOOD.replace("TLS", bad)
                .replace("TCP", bad)
                .replace("host/eth0", bad + "\",\"name\":\"" + bad + "\",\"flow\":\"" + bad)
                .replace("a.example", bad));
        assertThat(List.of(
                        flow.protocol(),
                        flow.key().transport(),
                        flow.key().probe(),
                        flow.name(),
                        flow.flow(),
                        flow.names().get(0).name()))
                .containsOnly("?[2J?");
    }

    @Test
    void aNameWithNulIsKeptWithoutIt() throws PacketFormatException {
        assertThat(read(GOOD.replace("a.example", "a\\u0000b")).names().get(0).name())
                .isEqualTo("a?b");
    }
}
