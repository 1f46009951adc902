package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.wadi.net.AddressName;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.RandomPackets;
import io.wadi.packet.TestPacket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PacketJsonReaderTest {

    private static final String ORIGIN = "{\"ip\":{\"src\":\"192.168.1.21\",\"dst\":\"8.8.8.8\"},\"protocol\":\"TCP\","
            + "\"size\":60,\"port\":{\"src\":1,\"dst\":2},\"type\":\"Ethernet\",\"timestamp\":1710000000.123456}";

    private final PacketJsonReader reader = new PacketJsonReader();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Packet read(String message) throws PacketFormatException {
        return reader.read(utf8(message));
    }

    private String refusal(byte[] message) {
        PacketFormatException refused = catchThrowableOfType(PacketFormatException.class, () -> reader.read(message));
        assertThat(refused).as("refusal").isNotNull();
        return refused.getMessage();
    }

    @Test
    void readsTheOriginProjectsMessage() throws PacketFormatException {
        Packet packet = read(ORIGIN);
        assertThat(packet.src()).isEqualTo(IpAddress.parse("192.168.1.21"));
        assertThat(packet.dst()).isEqualTo(IpAddress.parse("8.8.8.8"));
        assertThat(packet.protocol()).isEqualTo("TCP");
        assertThat(packet.transport()).isEqualTo("TCP");
        assertThat(packet.size()).isEqualTo(60);
        assertThat(packet.length()).isEqualTo(60);
        assertThat(packet.srcPort()).isEqualTo(1);
        assertThat(packet.dstPort()).isEqualTo(2);
        assertThat(packet.type()).isEqualTo("Ethernet");
        assertThat(packet.timestampNanos()).isEqualTo(1_710_000_000_123_456_000L);
        assertThat(packet.probe()).isEqualTo("unknown");
        assertThat(packet.tcp()).isNull();
        assertThat(packet.vlan()).isEmpty();
        assertThat(packet.ttl()).isEqualTo(-1);
    }

    @Test
    void takesFieldsInAnyOrderAmongUnknownOnesAndHoweverSpaced() throws Exception {
        PacketJsonWriter writer = new PacketJsonWriter();
        RandomPackets packets = new RandomPackets(7);
        ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            Packet packet = packets.next();
            JsonNode shuffled = shuffled(mapper.readTree(writer.write(packet)), random);
            byte[] message = i % 2 == 0
                    ? mapper.writeValueAsBytes(shuffled)
                    : mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(shuffled);
            assertThat(reader.read(message)).isEqualTo(packet);
        }
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (!node.isObject()) {
            return node;
        }
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
        fields.add(Map.entry("s", TextNode.valueOf("begins as src does")));
        fields.add(Map.entry("ipv", TextNode.valueOf("begins with ip")));
        fields.add(Map.entry("", TextNode.valueOf("a field without a name")));
        Collections.shuffle(fields, random);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> object.set(field.getKey(), shuffled(field.getValue(), random)));
        return object;
    }

    @Test
    void givesBackWhatTheWriterWrote() throws PacketFormatException {
        PacketJsonWriter writer = new PacketJsonWriter();
        RandomPackets packets = new RandomPackets(42);
        for (int i = 0; i < 20_000; i++) {
            Packet packet = packets.next();
            assertThat(reader.read(writer.write(packet))).isEqualTo(packet);
        }
    }

    @Test
    void givesBackFragmentsAndNamesForAddresses() throws PacketFormatException {
        Packet packet = TestPacket.udp("192.0.2.1", 53, "192.0.2.2", 2)
                .with(p -> {
                    p.answers = java.util.List.of(new AddressName(IpAddress.parse("2001:db8::7"), "a.example"));
                    p.fragment = new Packet.Fragment(4_000_000_000L, 1480, true, 53, 2);
                })
                .build();
        assertThat(reader.read(new PacketJsonWriter().write(packet))).isEqualTo(packet);
    }

    @ParameterizedTest
    @CsvSource({
        "1710000000, 1710000000000000000",
        "1710000000.5, 1710000000500000000",
        "1710000000.123456789, 1710000000123456789",
        "1710000000.1234567899, 1710000000123456789",
        "1.71e9, 1710000000000000000",
        "1.710000000123456E9, 1710000000123456000",
        "17100000001234560000e-10, 1710000000123456000",
        "0, 0",
        "0.0, 0",
        "0e5, 0",
        "1e-999999999, 0",
        "9223372035, 9223372035000000000"
    })
    void readsTimestampsInEveryForm(String timestamp, long nanos) throws PacketFormatException {
        assertThat(read(ORIGIN.replace("1710000000.123456", timestamp)).timestampNanos())
                .isEqualTo(nanos);
    }

    @Test
    void passesOverWhatItDoesNotKnow() throws PacketFormatException {
        String more = ORIGIN.replace("\"size\"", "\"extra\":{\"deep\":[1,{\"size\":7}]},\"tcp\":null,\"size\"")
                .replace("{\"src\":1", "{\"note\":[1],\"src\":1");
        assertThat(read(" \n" + more + "\t ")).isEqualTo(read(ORIGIN));
    }

    @Test
    void readsMessagesWithoutPorts() throws PacketFormatException {
        for (String ports : new String[] {"null", "{}", "{\"src\":null,\"dst\":null}"}) {
            Packet packet = read(ORIGIN.replace("{\"src\":1,\"dst\":2}", ports));
            assertThat(packet.srcPort()).isEqualTo(Packet.NO_PORT);
            assertThat(packet.dstPort()).isEqualTo(Packet.NO_PORT);
        }
    }

    @Test
    void nulCharactersBecomeQuestionMarks() throws PacketFormatException {
        Packet packet = read(ORIGIN.replace("\"TCP\"", "\"T\\u0000P\",\"name\":\"a\\u0000b\",\"probe\":\"\\u0000\""));
        assertThat(packet.protocol()).isEqualTo("T?P");
        assertThat(packet.name()).isEqualTo("a?b");
        assertThat(packet.probe()).isEqualTo("?");
    }

    /** In UTF-8 each would be a question mark: two keys in Java, and one in the database. */
    @Test
    void halvesOfSurrogatePairsBecomeQuestionMarks() throws PacketFormatException {
        Packet packet = read(ORIGIN.replace(
                "\"TCP\"", "\"T\\ud800P\",\"name\":\"\\udc00\\ud83d\\ude00\\ud83d\",\"probe\":\"\\ude00\\ud83d\""));
        assertThat(packet.protocol()).isEqualTo("T?P");
        assertThat(packet.name()).isEqualTo("?\ud83d\ude00?");
        assertThat(packet.probe()).isEqualTo("??");
        assertThat(read(ORIGIN.replace("\"TCP\"", "\"TCP\",\"flow\":\"\\ud83d\""))
                        .flow())
                .isEqualTo("?");
    }

    @Test
    void keepsOnlyTheFirstVlanIds() throws PacketFormatException {
        String ids = "7,".repeat(200_000) + "8";
        assertThat(read(ORIGIN.replace("\"size\"", "\"vlan\":[" + ids + "],\"size\""))
                        .vlan())
                .hasSize(Packet.MOST_TAGS);
        assertThat(read(ORIGIN.replace("\"size\"", "\"vlan\":[1,2],\"vlan\":[3],\"size\""))
                        .vlan())
                .containsExactly(3);
    }

    @Test
    void takesTheLargestPacketThatAnInterfaceShows() throws PacketFormatException {
        assertThat(read(ORIGIN.replace(":60", ":1048576")).size()).isEqualTo(1_048_576);
    }

    @Test
    void noTextBringsControlCharacters() throws PacketFormatException {
        String bad = "\"\\u001b[2J\\u009b\\u202e\\ud800ü\"";
        Packet packet = read(ORIGIN.replace("\"TCP\"", bad)
                .replace("\"Ethernet\"", bad)
                .replaceFirst(
                        "\\{",
                        Matcher.quoteReplacement("{\"transport\":" + bad + ",\"probe\":" + bad + ",\"name\":" + bad
                                + ",\"flow\":" + bad + ",\"answers\":[{\"ip\":\"::1\",\"name\":" + bad + "}],")));
        assertThat(List.of(
                        packet.protocol(),
                        packet.transport(),
                        packet.type(),
                        packet.probe(),
                        packet.name(),
                        packet.flow(),
                        packet.answers().get(0).name()))
                .containsOnly("?[2J???ü");
    }

    static Stream<Arguments> poison() {
        String huge = "9".repeat(30);
        return Stream.of(
                Arguments.of("", "not a JSON object"),
                Arguments.of("   ", "not a JSON object"),
                Arguments.of("hello", "not a JSON packet"),
                Arguments.of("null", "not a JSON object"),
                Arguments.of("42", "not a JSON object"),
                Arguments.of("[" + ORIGIN + "]", "not a JSON object"),
                Arguments.of("{}", "ip.src or ip.dst is missing"),
                Arguments.of(ORIGIN.substring(0, ORIGIN.length() - 1), "not a JSON packet"),
                Arguments.of(ORIGIN.substring(0, 40), "not a JSON packet"),
                Arguments.of(ORIGIN + ORIGIN, "more than one JSON value"),
                Arguments.of(ORIGIN + "\n" + ORIGIN, "more than one JSON value"),
                Arguments.of(ORIGIN + "x", "not a JSON packet"),
                Arguments.of(ORIGIN.replace("\"src\":\"192.168.1.21\",", ""), "ip.src or ip.dst is missing"),
                Arguments.of(ORIGIN.replace("\"192.168.1.21\"", "null"), "ip.src is not a string"),
                Arguments.of(ORIGIN.replace("192.168.1.21", "192.168.1.256"), "ip.src is not an IP address"),
                Arguments.of(ORIGIN.replace("8.8.8.8", "dns.google"), "ip.dst is not an IP address"),
                Arguments.of(ORIGIN.replace("8.8.8.8", "2001:db8::1"), "different IP versions"),
                Arguments.of(
                        ORIGIN.replace("{\"src\":\"192.168.1.21\",\"dst\":\"8.8.8.8\"}", "7"), "ip is not an object"),
                Arguments.of(ORIGIN.replace("\"protocol\":\"TCP\",", ""), "protocol is missing"),
                Arguments.of(ORIGIN.replace("\"TCP\"", "6"), "protocol is not a string"),
                Arguments.of(ORIGIN.replace("TCP", "P".repeat(65)), "protocol is longer than 64"),
                Arguments.of(ORIGIN.replace("\"size\":60,", ""), "size is missing"),
                Arguments.of(ORIGIN.replace(":60", ":-1"), "size is -1"),
                Arguments.of(ORIGIN.replace(":60", ":60.5"), "size is not an integer"),
                Arguments.of(ORIGIN.replace(":60", ":\"60\""), "size is not an integer"),
                Arguments.of(ORIGIN.replace(":60", ":1048577"), "size is 1048577"),
                Arguments.of(ORIGIN.replace(":60", ":3000000000"), "size is 3000000000"),
                Arguments.of(ORIGIN.replace(":60", ":" + huge), "size is out of range"),
                Arguments.of(ORIGIN.replace(":60", ":9".repeat(5_000)), "not a JSON packet"),
                Arguments.of(ORIGIN.replace("\"src\":1,", "\"src\":70000,"), "port.src is 70000"),
                Arguments.of(ORIGIN.replace("\"dst\":2", "\"dst\":-1"), "port.dst is -1"),
                Arguments.of(ORIGIN.replace("{\"src\":1,\"dst\":2}", "[1,2]"), "port is not an object"),
                Arguments.of(ORIGIN.replace("1710000000.123456", "253370764800"), "timestamp is not between"),
                Arguments.of(ORIGIN.replace("1710000000.123456", "-1"), "timestamp is not between"),
                Arguments.of(ORIGIN.replace("1710000000.123456", "1e999999999"), "timestamp is not between"),
                Arguments.of(ORIGIN.replace("1710000000.123456", "1e99999999999"), "timestamp"),
                Arguments.of(ORIGIN.replace("1710000000.123456", "\"2024\""), "timestamp is not a number"),
                Arguments.of(ORIGIN.replace("1710000000.123456", "NaN"), "not a JSON packet"),
                Arguments.of(ORIGIN.replace(",\"timestamp\":1710000000.123456", ""), "timestamp is missing"),
                Arguments.of(
                        ORIGIN.replace("\"size\"", "\"name\":\"" + "n".repeat(256) + "\",\"size\""), "name is longer"),
                Arguments.of(
                        ORIGIN.replace("\"size\"", "\"name\":\"" + "n".repeat(5_000) + "\",\"size\""),
                        "not a JSON packet"),
                Arguments.of(ORIGIN.replace("\"size\"", "\"name\":\"" + "n".repeat(1 << 20) + "\",\"size\""), "bytes"),
                Arguments.of(ORIGIN.replace("\"size\"", "\"flow\":[1],\"size\""), "flow is not a string"),
                Arguments.of(ORIGIN.replace("\"size\"", "\"tcp\":7,\"size\""), "tcp is not an object"),
                Arguments.of(ORIGIN.replace("\"size\"", "\"tcp\":{\"flags\":256},\"size\""), "tcp.flags is 256"),
                Arguments.of(ORIGIN.replace("\"size\"", "\"icmp\":{\"type\":300},\"size\""), "icmp.type is 300"),
                Arguments.of(ORIGIN.replace("\"size\"", "\"vlan\":[5000],\"size\""), "vlan is 5000"),
                Arguments.of(ORIGIN.replace("\"size\"", "\"vlan\":7,\"size\""), "vlan is not an array"),
                Arguments.of(
                        ORIGIN.replace("\"size\"", "\"x\":" + "[".repeat(500) + "]".repeat(500) + ",\"size\""),
                        "not a JSON packet"),
                Arguments.of("[".repeat(100_000), "not a JSON object"),
                Arguments.of("{\"a\":".repeat(100_000), "not a JSON packet"),
                Arguments.of(ORIGIN.replace("\"size\"", "\"f".repeat(60_000) + "\":1,\"size\""), "not a JSON packet"));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void refusesPoisonWithTheReasonAndReadsTheNextMessage(String message, String reason) throws PacketFormatException {
        assertThat(refusal(utf8(message))).contains(reason).hasLineCount(1).hasSizeLessThan(400);
        assertThat(read(ORIGIN).srcPort()).isEqualTo(1);
        assertThat(read(ORIGIN)).isEqualTo(new PacketJsonReader().read(utf8(ORIGIN)));
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(refusal(null)).isEqualTo("the message is empty");
        byte[] broken = utf8(ORIGIN);
        broken[20] = (byte) 0xff;
        assertThat(refusal(broken)).contains("not a JSON packet");
        assertThat(refusal(new byte[] {0, 1, 2, 3, (byte) 0xfe})).contains("not a JSON packet");
        assertThat(refusal(new byte[1 << 21])).contains("bytes");
    }

    @Test
    void everyCutOfAMessageIsRefused() {
        byte[] whole = utf8(ORIGIN);
        for (int length = 0; length < whole.length; length++) {
            assertThat(refusal(java.util.Arrays.copyOf(whole, length))).isNotBlank();
        }
    }

    @Test
    void everyFlippedByteIsReadOrRefusedAndNothingElse() throws PacketFormatException {
        byte[] whole = utf8(ORIGIN);
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                try {
                    assertThat(reader.read(flipped)).isNotNull();
                } catch (PacketFormatException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
        assertThat(read(ORIGIN).size()).isEqualTo(60);
    }

    @Test
    void nothingOfARefusedMessageLeaksIntoTheNext() throws PacketFormatException {
        String rich = ORIGIN.replace(
                "\"size\"",
                "\"tcp\":{\"flags\":2},\"vlan\":[7],\"name\":\"secret\",\"probe\":\"p\",\"flow\":\"1:x\",\"size\"");
        assertThat(refusal(utf8(rich.replace(",\"timestamp\":1710000000.123456", ""))))
                .contains("timestamp");
        assertThat(read(ORIGIN)).isEqualTo(new PacketJsonReader().read(utf8(ORIGIN)));
    }
}
