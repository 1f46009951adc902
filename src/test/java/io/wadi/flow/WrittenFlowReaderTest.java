package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.message.BothWays;
import io.wadi.message.PacketFormatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenFlowReaderTest {

    private static final String ALL_FIELDS = "{\"window\":1710000000,"
            + "\"ip\":{\"src\":\"2001:db8::1\",\"dst\":\"2001:db8::2\",\"version\":6},\"protocol\":\"TLS\","
            + "\"transport\":\"TCP\",\"port\":{\"src\":0,\"dst\":65535},\"probe\":\"r1\",\"vlan\":4095,"
            + "\"packets\":1073741824,\"bytes\":9999999999,\"first\":1710000000.000000001,\"last\":1710000059.999999999,"
            + "\"tcp\":{\"flags\":255,\"retransmissions\":7,\"rtt\":0.020000123},\"name\":\"www.example\","
            + "\"flow\":\"1:LQU9qZlK+B5F3KDmev6m5PMibrg=\",\"export\":{\"exporter\":\"192.0.2.254\","
            + "\"protocol\":\"ipfix\",\"domain\":4294967295,\"sampling\":100,\"interface\":{\"in\":3,\"out\":4,"
            + "\"in-name\":\"ge-0/0/3\",\"out-name\":\"ge-0/0/4\"},\"as\":{\"src\":64500,\"dst\":4294967295},"
            + "\"next-hop\":\"192.0.2.9\",\"tos\":255,\"direction\":\"egress\",\"end-reason\":2}}";

    private static final String FEW_FIELDS = "{\"window\":0,"
            + "\"ip\":{\"src\":\"192.0.2.1\",\"dst\":\"192.0.2.2\",\"version\":4},\"protocol\":\"ESP\","
            + "\"transport\":\"ESP\",\"probe\":\"host/eth0\",\"packets\":0,\"bytes\":0,\"first\":0.0,\"last\":0.0,"
            + "\"export\":{\"exporter\":\"192.0.2.254\",\"protocol\":\"v5\",\"domain\":0,\"sampling\":1,"
            + "\"interface\":{\"out-name\":\"x\"},\"as\":{\"dst\":1},\"direction\":\"ingress\"}}";

    private final WrittenFlowReader written = new WrittenFlowReader();
    private final FlowJsonReader reader = new FlowJsonReader();
    private final BothWays<FlowRecord> ways = new BothWays<>(reader::read, new FlowJsonReader()::parse, this::isTaken);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean isTaken(byte[] message) {
        FlowRecordBuilder record = new FlowRecordBuilder();
        record.reset();
        return written.read(message, record);
    }

    @Test
    void takesEveryFieldThatTheWritersWrite() throws PacketFormatException {
        for (String message : List.of(ALL_FIELDS, FEW_FIELDS, ALL_FIELDS)) {
            ways.assertTaken(bytes(message));
        }
        assertThat(reader.read(bytes(ALL_FIELDS)).path().outName()).isEqualTo("ge-0/0/4");
    }

    @Test
    void takesTheMessageOfAnExportersFlow() {
        long start = 1_699_999_980_000_000_000L;
        ways.assertTaken(new ExportedFlowJson(60)
                .messages(List.of(FlowSpreadTest.flow(3, 300, start, start + 1_500_000_000L)), null)
                .get(0)
                .value());
    }

    @Test
    void readsTheSameExportOfSeveralFlowsOnce() throws PacketFormatException {
        ExportedPath path = reader.read(bytes(ALL_FIELDS)).path();
        FlowRecord other = reader.read(bytes(ALL_FIELDS.replace("\"packets\":1073741824", "\"packets\":1073741823")));
        assertThat(other.path()).isSameAs(path);
        assertThat(other.packets()).isEqualTo(1_073_741_823);
    }

    @Test
    void tellsExportsApartThatDifferInOneCharacter() throws PacketFormatException {
        for (int reason = 0; reason < 10; reason++) {
            byte[] message = bytes(ALL_FIELDS.replace("\"end-reason\":2", "\"end-reason\":" + reason));
            assertThat(reader.read(message).path().endReason()).isEqualTo(reason);
        }
    }

    @Test
    void readsAnExportThatIsTooLongToKeep() {
        String name = "x".repeat(250);
        byte[] message = bytes(ALL_FIELDS.replace("ge-0/0/3", name).replace("ge-0/0/4", name));
        ways.assertTaken(message);
        ways.assertTaken(message);
    }

    @Test
    void readsMutatedMessagesAsTheParserDoes() {
        ways.assertMutationsAreSame(List.of(bytes(ALL_FIELDS), bytes(FEW_FIELDS)), 17);
    }

    @Test
    void leavesEveryCutToTheParser() {
        ways.assertEveryCutIsLeft(bytes(ALL_FIELDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":\"\u00fc\"",
                "\"name\":\"a\\u0041\"",
                "\"name\": \"a\"",
                "\"name\":null",
                "\"other\":1",
                "\"name\":\"a\",\"names\":[{\"ip\":\"192.0.2.7\",\"name\":\"b.example\",\"source\":\"DNS\"}]"
            })
    void leavesOtherFormsToTheParser(String field) {
        ways.assertLeft(bytes(ALL_FIELDS.replace("\"name\":\"www.example\"", field)));
    }
}
