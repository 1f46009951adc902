package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.query.FlowDetail;
import io.wadi.query.FlowQuery;
import io.wadi.query.Grain;
import io.wadi.query.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiParametersTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:34:56Z");

    private final ApiParameters parameters =
            new ApiParameters(Clock.fixed(NOW, ZoneOffset.UTC), () -> FlowDetail.windows(60));

    @Test
    void withoutAQueryTheLastHourIsMeant() {
        FlowQuery query = parameters.parse(null);
        assertThat(query.range().from()).isEqualTo(Instant.parse("2026-03-10T11:34:56Z"));
        assertThat(query.range().to()).isEqualTo(NOW);
        assertThat(query.host()).isNull();
        assertThat(query.protocol()).isNull();
        assertThat(query.country()).isNull();
        assertThat(query.limit()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "5m, MINUTE, MINUTE, 5",
        "15m, MINUTE, MINUTE, 10",
        "1h, MINUTE, MINUTE, 60",
        "3h, MINUTE, MINUTE, 120",
        "6h, HOUR, MINUTE, 300",
        "24h, HOUR, HOUR, 3600",
        "7d, HOUR, HOUR, 7200",
        "30d, DAY, DAY, 86400",
        "365d, DAY, DAY, 604800"
    })
    void theLongerARangeTheCoarserItsSums(String last, Grain grain, Grain grainByTime, int bucketSeconds) {
        TimeRange range = parameters.parse("last=" + last).range();
        assertThat(range.grain()).isEqualTo(grain);
        assertThat(range.grainByTime()).isEqualTo(grainByTime);
        assertThat(range.bucketSeconds()).isEqualTo(bucketSeconds);
        assertThat(range.to()).isEqualTo(NOW);
    }

    @Test
    void endsAreInstantsOrMilliseconds() {
        TimeRange iso = parameters
                .parse("from=2026-03-10T10:00:00Z&to=2026-03-10T13:00:00%2B02:00")
                .range();
        assertThat(iso.from()).isEqualTo(Instant.parse("2026-03-10T10:00:00Z"));
        assertThat(iso.to()).isEqualTo(Instant.parse("2026-03-10T11:00:00Z"));
        assertThat(parameters.parse("from=1773136800000&to=1773140400000").range())
                .isEqualTo(iso);
        assertThat(parameters.parse("from=2026-03-10T10:00:00Z").range().to()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8::1, 2001:db8::1",
        "2001%3Adb8%3A%3A1, 2001:db8::1",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "%20192.0.2.1+, 192.0.2.1"
    })
    void addressesAreTakenAsTheyAre(String text, String address) {
        assertThat(parameters.parse("host=" + text).host()).isEqualTo(address);
    }

    @Test
    void filtersCombine() {
        FlowQuery query = parameters.parse(
                "host=10.0.0.1&protocol=IP-250&country=de&asn=as64500&probe=r%207&once=true&interface=3&limit=7");
        assertThat(query.sqlParameters())
                .containsEntry("host", "10.0.0.1")
                .containsEntry("protocol", "IP-250")
                .containsEntry("country", "DE")
                .containsEntry("asn", 64_500L)
                .containsEntry("probe", "r 7")
                .containsEntry("once", true)
                .containsEntry("interface", 3L)
                .containsEntry("limit", 7);
    }

    @Test
    void anEmptyFilterIsNone() {
        assertThat(parameters.parse("host=&protocol=&country&asn=&probe=&once=").sqlParameters())
                .containsEntry("host", null)
                .containsEntry("protocol", null)
                .containsEntry("country", null)
                .containsEntry("asn", null)
                .containsEntry("probe", null)
                .containsEntry("once", false)
                .containsEntry("interface", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last=5w|Parameter last must be a number",
                "last=0m|The range is empty",
                "last=999999d|The range is not within",
                "last=-5m|Parameter last must be a number",
                "last=1h&from=2026-01-01T00:00:00Z|Parameter last cannot be combined",
                "to=2026-01-01T00:00:00Z|Parameter to is only allowed with from",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z|The range is empty",
                "from=2126-01-02T00:00:00Z&to=2326-01-01T00:00:00Z|The range is not within",
                "from=1960-01-01T00:00:00Z|The range is not within",
                "from=yesterday|Parameter from must be a time",
                "from=2026-02-30|Parameter from must be a time",
                "from=999999999999999|The range is empty",
                "host=example.org|Parameter host is not an IP address",
                "host=localhost|Parameter host is not an IP address",
                "host=1.2.3|Parameter host is not an IP address",
                "host=1.2.3.256|Parameter host is not an IP address",
                "host=10.0.0.0/8|Parameter host is not an IP address",
                "host=fe80::1%25eth0|Parameter host is not an IP address",
                "host=:::|Parameter host is not an IP address",
                "host=1'%20or%20'1'='1|Parameter host is not an IP address",
                "protocol=<script>|Parameter protocol is not the name of a protocol",
                "country=DEU|Parameter country must be two letters",
                "country=D1|Parameter country must be two letters",
                "asn=x|Parameter asn must be the number",
                "asn=4294967296|Parameter asn must be the number",
                "once=yes|Parameter once must be true or false",
                "interface=3|Parameter interface needs parameter probe",
                "probe=r7&interface=eth0|Parameter interface must be the number",
                "last=25h&once=true|Parameters probe and once need a range of at most 24 hours",
                "last=2d&probe=r7|Parameters probe and once need a range of at most 24 hours",
                "limit=0|Parameter limit",
                "limit=1001|Parameter limit",
                "limit=many|Parameter limit",
                "hots=10.0.0.1|There is no parameter hots; valid are asn, country, filter, from, host",
                "CamelSqlQuery=select|There is no parameter CamelSqlQuery",
                "host=10.0.0.1&host=10.0.0.2|Parameter host is given twice",
                "host=%zz|The query is not encoded"
            })
    void whatMakesNoSenseIsRefused(String query, String sentence) {
        assertThatThrownBy(() -> parameters.parse(query))
                .isInstanceOf(ApiRefusal.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aQueryThatGoesOnAndOnIsRefused() {
        assertThatThrownBy(() -> parameters.parse("host=" + "1".repeat(2_000)))
                .isInstanceOf(ApiRefusal.class)
                .hasMessageContaining("longer than");
    }
}
