package io.wadi.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterParserTest {

    private static final long SEED = 20_261_127;
    private static final String[] PIECES = {
        "host",
        "src.country",
        "protocol",
        "port",
        "as",
        "name",
        "~",
        "<=",
        "1-2",
        "unknown",
        "=",
        "!=",
        "in",
        "not",
        "and",
        "or",
        "(",
        ")",
        ",",
        "\"",
        "'",
        ";",
        "--",
        "DE",
        "10.0.0.0/8",
        "::1/64",
        ":#filterValue0",
        "?",
        "\u0000",
        "%s",
        "{}",
        "\\",
        "é",
        "1e9",
        "/*",
        "$$"
    };

    @Test
    void bindsEachValue() {
        FlowFilter filter = FilterParser.parse("SRC.Country = de AND not host IN (10.0.0.0/8, \"::1\")");
        assertThat(filter.condition())
                .isEqualTo("((src_country = upper(:#filterValue0::text)) and not "
                        + "(((src_ip <<= :#filterValue1::inet or dst_ip <<= :#filterValue1::inet) is true)"
                        + " or ((src_ip <<= :#filterValue2::inet or dst_ip <<= :#filterValue2::inet) is true)))");
        assertThat(filter.values())
                .isEqualTo(Map.of("filterValue0", "de", "filterValue1", "10.0.0.0/8", "filterValue2", "::1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "port in 8000-8999 | (src_port between :#filterValue0::bigint and :#filterValue1::bigint or dst_port between"
                        + " :#filterValue0::bigint and :#filterValue1::bigint) | 8000 8999",
                "bytes >= 1.5M | (bytes >= :#filterValue0::bigint) | 1500000",
                "name !~ 50%_\\*? | not ((name like :#filterValue0::text or name ilike :#filterValue0::text) is true)"
                        + " | 50\\%\\_\\\\%_",
                "src.asn = as64500 | (src_asn = :#filterValue0::bigint) | 64500",
                "dst.as ~ ex* | (dst_asn in (select asn from geoip_now where organization ilike :#filterValue0::text)) | ex%",
                "src.network = 10.1.0.0/16 | (src_ip <<= :#filterValue0::inet) | 10.1.0.0/16",
                "country = UNKNOWN | (src_country is null or dst_country is null) |",
                "direction = Ingress | (direction = :#filterValue0::text) | ingress",
                "end.reason = \"Forced End\" | (end_reason_name = :#filterValue0::text) | forced end",
                "end.reason = \"reason 17\" | (end_reason_name = :#filterValue0::text) | reason 17",
                "tcp.flags = ack+syn | (tcp_flag_names = :#filterValue0::text) | SYN+ACK",
                "name = \"unknown\" | (name = :#filterValue0::text) | unknown"
            })
    void comparesBySqlWithBoundValues(String filter, String condition, String values) {
        FlowFilter parsed = FilterParser.parse(filter);
        assertThat(parsed.condition()).isEqualTo(condition);
        String bound = IntStream.range(0, parsed.values().size())
                .mapToObj(i -> String.valueOf(parsed.values().get("filterValue" + i)))
                .collect(Collectors.joining(" "));
        assertThat(bound).isEqualTo(values == null ? "" : values);
    }

    /** Ports from 10000 on are alike there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vlan = 7 and host = ::1 | true",
                "not (port = 443 or src.port in (9999, unknown, 8000-8999)) | true",
                "port < 10000 | false",
                "port <= 9999 or dst.port > 9999 | true",
                "port = 10000 | false",
                "port in (22, 9000-10000) | false",
                "not dst.port >= 32768 | false",
                "vlan = 7 or name ~ a* | true",
                "community = a or name ~ a* | false",
                "bytes > 65535 or bytes >= 65536 | true",
                "not bytes in (65536, 65.536k-1M) | true",
                "bytes >= 65535 | false",
                "bytes in (65535, 65536) | false",
                "bytes < 1M | false",
                "packets > 1M | false",
                "bytes > 1 and vlan = 7 | false",
            })
    void detailsHaveWhatTheyHave(String filter, boolean expected) {
        assertThat(FilterParser.parse(filter).isInDetails()).isEqualTo(expected);
    }

    @Test
    void detailsOfPortsHaveNoNames() {
        assertThat(FilterParser.parse("not port = 50000 or bytes > 1M").isInDetailsOfPorts())
                .isTrue();
        assertThat(FilterParser.parse("port = 50000 or name = a").isInDetailsOfPorts())
                .isFalse();
        assertThat(FilterParser.parse("port = 50000 or bytes > 1k").isInDetailsOfPorts())
                .isFalse();
    }

    @Test
    void largeAmountsAreFalseForFlowsThatAreNot() {
        FlowFilter filter = FilterParser.parse("bytes > 1M or not (bytes = 65536 and vlan = 7)");
        assertThat(filter.isOfLargeFlows()).isTrue();
        assertThat(filter.conditionOfSmall())
                .isEqualTo("(not true or not (not true and ((vlan = :#filterValue3::bigint) is true)))");
        assertThat(FilterParser.parse("bytes > 1").isOfLargeFlows()).isFalse();
    }

    @Test
    void saysWhichFieldNeedsWindows() {
        assertThat(FilterParser.parse("host = ::1 and country = DE").detailed()).isEmpty();
        assertThat(FilterParser.parse("host = ::1 and not port = 1").detailed()).contains(FlowField.PORT);
    }

    @Test
    void andBindsCloserThanOr() {
        String[] conditions = {
            FilterParser.parse("protocol = A or protocol = B and protocol = C").condition(),
            FilterParser.parse("protocol = A or (protocol = B and protocol = C)")
                    .condition(),
            FilterParser.parse("(protocol = A or protocol = B) and protocol = C")
                    .condition()
        };
        assertThat(conditions[0]).isEqualTo(conditions[1]).isNotEqualTo(conditions[2]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hots = 10.0.0.1 | 'hots' at position 1, expected is a field (host, src.host",
                "host | its end at position 5, expected is =, !=, in or not in",
                "host > 10.0.0.1 | '>' at position 6, expected is =, !=, in or not in",
                "name > 1 | '>' at position 6, expected is =, !=, ~, !~, in or not in",
                "port ~ 1 | '~' at position 6, expected is =, !=, <, <=, >, >=, in or not in",
                "direction = inbound | 'inbound' at position 13, expected is ingress or egress",
                "end.reason = foo | 'foo' at position 14, expected is idle timeout",
                "end.reason = \"reason x\" | 'reason x' at position 14, expected is idle timeout",
                "tcp.flags = SYN+FOO | 'SYN+FOO' at position 13, expected is TCP flags such as SYN+ACK",
                "port = 65536 | '65536' at position 8, expected is a port from 0 to 65535",
                "port in 1-x | 'x' at position 11, expected is a port from 0 to 65535",
                "port in 1- | '' at position 11, expected is a port from 0 to 65535",
                "asn = AS | 'AS' at position 7, expected is the number of an autonomous system",
                "bytes > -1 | '-1' at position 9, expected is a number such as 1500",
                "name ~ | its end at position 7, expected is a text in which *",
                "host = example.org | 'example.org' at position 8, expected is an address or a network",
                "host in 10.0.0.0/33 | '10.0.0.0/33' at position 9, expected is an address",
                "host in (10.0.0.1 | its end at position 18, expected is ')'",
                "country = Germany | 'Germany' at position 11, expected is a country of two letters",
                "protocol = TLS host = ::1 | 'host' at position 16, expected is and, or, or the end",
                "protocol = \"TLS | open quote at position 12",
                "protocol = \"x' or 1\" | expected is the name of a protocol",
                "protocol ! TLS | unexpected character or an open quote at position 10",
                "\"host\" = 10.0.0.1 | expected is a field",
                "() | ')' at position 2, expected is a field"
            })
    void saysWhereAFilterIsWrongAndWhatIsExpected(String filter, String sentence) {
        assertThatThrownBy(() -> FilterParser.parse(filter))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void hasLimits() {
        String values = IntStream.range(0, 101).mapToObj(i -> "DE").collect(Collectors.joining(","));
        refused("country in (" + values + ")", "more than 100 values");
        refused("not ".repeat(21) + "host = ::1", "more than 20 levels");
        refused("(".repeat(500), "more than 20 levels");
        refused(" ".repeat(1_001), "longer than 1000 characters");
        assertThat(FilterParser.parse("(host = ::1) and ".repeat(30) + "not host = ::1")
                        .values())
                .hasSize(31);
    }

    private static void refused(String filter, String sentence) {
        assertThatThrownBy(() -> FilterParser.parse(filter))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining(sentence);
    }

    /** Whatever is typed is refused with a sentence, or gives a condition without any of it. */
    @Test
    void nothingTypedIsPartOfTheCondition() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            String filter = random.ints(1 + random.nextInt(9), 0, PIECES.length)
                    .mapToObj(piece -> PIECES[piece])
                    .collect(Collectors.joining(random.nextInt(4) == 0 ? "" : " "));
            try {
                assertThat(FilterParser.parse(filter).condition()).as(filter).matches("[a-zV0-9_ ():#<>=]+");
            } catch (FilterException e) {
                assertThat(e).as(filter).hasMessageStartingWith("The filter has ");
            }
        }
    }
}
