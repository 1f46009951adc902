package io.wadi.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a filter says of all parts of a flow: never less than what matches. */
class PartConditionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src.host = 10.0.0.1 | ((src_ip = :#filterValue0::text) is true)",
                "src.host = 2001:DB8:0::1 | ((src_ip = :#filterValue0::text) is true)",
                "dst.host in 10.1.0.0/16 | ((dst_ip ^@ :#filterValue0::text) is true)",
                "dst.host in 10.1.0.0/15 | true",
                "dst.host in 0.0.0.0/0 | true",
                "dst.host in 2001:db8::/32 | true",
                "src.port = unknown | ((src_port is null) is true)",
                "probe = p1 | ((probe = :#filterValue0::text) is true)",
                "probe ~ p* | true",
                "src.net = office | true",
                "src.country = DE | true",
                "protocol = TLS | true",
                "not dst.host in 10.1.0.0/15 | not false",
                "not (name = x and src.port = 53) | " + "not (false and ((src_port = :#filterValue0::bigint) is true))",
                "not (name = x or src.port = 53) | " + "not (false or ((src_port = :#filterValue0::bigint) is true))",
                "name = x or src.port < 53 | (true or ((src_port < :#filterValue0::bigint) is true))"
            })
    void isWiderThanTheFilter(String filter, String sql) {
        assertThat(FlowFilter.parse(filter).ofParts().sql()).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 10.0.0.1", "10.1.2.3/16, 10.1.", "10.1.2.3/8, 10.", "2001:DB8:0::1, 2001:db8::1"})
    void addressesAreTextsOfTheLake(String address, String text) {
        assertThat(FlowFilter.parse("src.host in " + address).ofParts().values())
                .containsExactlyEntriesOf(Map.of("filterValue0", text));
    }
}
