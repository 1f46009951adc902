package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.net.IpAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

    private final JsonBytes json = new JsonBytes();

    private String written() {
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void commasAreBetweenWhatFollowsOnSomething() {
        json.open('{').field(PacketField.VLAN).open('[').number(1).number(20).close(']');
        json.field(PacketField.ANSWERS)
                .open('[')
                .open('{')
                .close('}')
                .open('{')
                .close('}')
                .close(']');
        json.field(PacketField.NAME)
                .text("{[:")
                .field(PacketField.MORE)
                .bool(false)
                .close('}');
        assertThat(written()).isEqualTo("{\"vlan\":[1,20],\"answers\":[{},{}],\"name\":\"{[:\",\"more\":false}");
    }

    @Test
    void aNewMessageHasNothingOfTheOneBefore() {
        json.open('[').text("long and gone").close(']');
        json.reset().number(7);
        assertThat(written()).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 4_294_967_295L, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void numbers(long number) {
        assertThat(json.number(number).toByteArray()).asString().isEqualTo(Long.toString(number));
    }

    @Test
    void jacksonReadsAnyTextAsItWas() throws IOException {
        Random random = new Random(11);
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                text.appendCodePoint(random.nextBoolean() ? ' ' + random.nextInt(95) : codePoint(random));
            }
            json.reset().open('[').text(text.toString()).number(1).close(']');
            JsonNode read = mapper.readTree(json.toByteArray());
            assertThat(read.get(0).asText()).isEqualTo(text.toString());
            assertThat(read.get(1).asInt()).isEqualTo(1);
        }
    }

    private static int codePoint(Random random) {
        int any = random.nextInt(1 << 1 + random.nextInt(20));
        return any >= Character.MIN_SURROGATE && any <= Character.MAX_SURROGATE ? 0x1f42a : any;
    }

    @Test
    void growsByWhatIsWritten() throws IOException {
        json.open('[');
        for (int i = 0; i < 10_000; i++) {
            json.address(IpAddress.parse("2001:db8:1111:2222:3333:4444:5555:6666"))
                    .mac(0xffff_ffff_ffffL);
            json.number(i).text("x".repeat(i % 50)).bool(true);
        }
        json.close(']');
        assertThat(new ObjectMapper().readTree(json.toByteArray())).hasSize(50_000);
    }
}
