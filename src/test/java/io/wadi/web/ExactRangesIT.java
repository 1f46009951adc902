package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.pipeline.TestServers;
import io.wadi.query.FlowDetail;
import io.wadi.report.Report;
import io.wadi.report.ReportDatabase;
import io.wadi.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Compares every figure of API and report with the rows of exactly the range, for random ranges. */
class ExactRangesIT {

    private static Settings settings;
    private static ApiServer server;
    private static RandomFlows flows;

    @BeforeAll
    static void start() throws Exception {
        settings = TestServers.withTables();
        flows = RandomFlows.store(settings);
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @RepeatedTest(60)
    void figuresAreThoseOfExactlyTheRange(RepetitionInfo repetition) throws Exception {
        String[] range = RandomFlows.range(new Random(RandomFlows.SEED + repetition.getCurrentRepetition()));
        String query = "from=" + range[0] + "&to=" + range[1] + "&limit=1000";
        long packets = flows.packets("count(*)", range, null);
        long bytes = flows.packets("sum(bytes)", range, null);
        JsonNode totals = server.rows("totals?" + query).get(0);
        assertThat(totals.get("packets").asLong()).as("packets of %s", query).isEqualTo(packets);
        assertThat(totals.get("bytes").asLong()).as("bytes of %s", query).isEqualTo(bytes);
        assertThat(totals.get("hosts").asLong()).isEqualTo(flows.distinct("src_ip", "dst_ip", range, null));
        assertThat(totals.get("countries").asLong())
                .isEqualTo(flows.distinct("src_country", "dst_country", range, null));
        assertThat(sum("bytes-by-time?" + query, "bytes"))
                .as("by time, %s", query)
                .isEqualTo(bytes);
        assertThat(sum("top-talkers?" + query, "bytes_sent")).isEqualTo(bytes);
        assertThat(sum("conversations?" + query, "packets")).isEqualTo(packets);
        assertThat(lines("protocols?" + query, "protocol", "packets"))
                .as("protocols of %s", query)
                .isEqualTo(flows.protocols(range).stream()
                        .map(row -> row.get("protocol") + " " + row.get("packets"))
                        .toList());
        assertThat(report(query)).isEqualTo(packets);
    }

    @RepeatedTest(20)
    void filteredFiguresAreThoseOfExactlyTheRange(RepetitionInfo repetition) throws Exception {
        Random random = new Random(RandomFlows.SEED - repetition.getCurrentRepetition());
        String[] range = RandomFlows.range(random);
        String host = RandomFlows.host(random);
        String query = "from=" + range[0] + "&to=" + range[1] + "&host=" + host + "&limit=1000";
        long bytes = flows.packets("sum(bytes)", range, host);
        assertThat(server.rows("totals?" + query).get(0).get("bytes").asLong())
                .as(query)
                .isEqualTo(bytes);
        assertThat(sum("host-peers?" + query, "bytes_sent")).as(query).isEqualTo(bytes);
    }

    /** Bounds are computed while the query is planned, so that no other day is opened. */
    @Test
    void aRangeReadsOnlyThePartitionsOfItsEnds() {
        String plan = String.join(
                "\n",
                flows.database()
                        .queryForList(
                                "explain select sum(packets) from selected_flows(extract(epoch from"
                                        + " timestamptz '2026-02-03 10:20:30Z')::bigint,"
                                        + " extract(epoch from timestamptz '2026-03-09 11:22:33Z')::bigint, 'day', null, null, null)",
                                String.class));
        // Each has its day or, once that is old, its month.
        assertThat(Pattern.compile("flows_\\d{6}").matcher(plan).results().map(MatchResult::group))
                .contains("flows_202602", "flows_202603")
                .isSubsetOf("flows_202602", "flows_202603");
    }

    private static long report(String query) throws Exception {
        try (ReportDatabase figures = ReportDatabase.open(settings)) {
            Report report = figures.read(
                    new ApiParameters(Clock.systemUTC(), () -> FlowDetail.windows(60)).parse(query), "test");
            return report.packets();
        }
    }

    private static long sum(String path, String column) throws Exception {
        return StreamSupport.stream(server.rows(path).spliterator(), false)
                .mapToLong(row -> row.get(column).asLong())
                .sum();
    }

    private static List<String> lines(String path, String... columns) throws Exception {
        return StreamSupport.stream(server.rows(path).spliterator(), false)
                .map(row ->
                        row.get(columns[0]).asText() + " " + row.get(columns[1]).asText())
                .toList();
    }
}
