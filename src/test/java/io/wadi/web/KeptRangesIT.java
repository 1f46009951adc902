package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.store.Retention;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Figures of times whose windows or hours retention has deleted: right for the range in the answer, or refused. */
class KeptRangesIT {

    private static final int DAYS = 8;

    /** A flow in each of 20 minutes of every hour, of as many packets as its number modulo 7, and one more. */
    private static final String FLOWS = """
        insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol, packets,
            bytes, first_seen, last_seen)
        select minute, inet '10.0.0.1' + (n % 9)::int, '198.51.100.1', 1, 2, 'TCP', 'p', 'TLS', 1 + n % 7, 60, minute, minute
        from (select date_trunc('day', now(), 'UTC') - interval '8 days' + n * interval '3 minutes' as minute, n
            from generate_series(0, 8 * 480 - 1) as n) as flow
        """;

    private static final String ROLLUP = """
        insert into flows_%1$s
        select date_trunc('%1$s', window_start, 'UTC'), src_ip, dst_ip, protocol, sum(packets), sum(bytes), null, null,
            null, null
        from flows group by 1, 2, 3, 4
        """;

    private static JdbcTemplate database;
    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.retention.flow-days", "2");
        settings.set("wadi.retention.hour-days", "3");
        settings.check();
        database = new JdbcTemplate(ApiServer.writing(settings));
        database.update(FLOWS);
        database.update(ROLLUP.formatted("hour"));
        database.update(ROLLUP.formatted("day"));
        database.execute("create table stored_once as select window_start, packets from flows");
        new Retention(ApiServer.writing(settings), settings).run();
        assertThat(number("select count(*) from flows_hour")).isEqualTo(9 * 24 * 3);
        server = ApiServer.start(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static long number(String sql) {
        return database.queryForObject(sql, Long.class);
    }

    private static long packets(Instant from, Instant to) {
        return number("select coalesce(sum(packets), 0) from stored_once where window_start >= '" + from
                + "' and window_start < '" + to + "'");
    }

    private static Instant today() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    private static JsonNode answer(String path) throws Exception {
        HttpResponse<String> response = server.get("api/" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private static Instant[] assertIsRight(Instant from, Instant to) throws Exception {
        String query = "?limit=1000&from=" + from + "&to=" + to;
        JsonNode totals = answer("totals" + query);
        Instant[] answered = {
            Instant.parse(totals.at("/range/from").asText()),
            Instant.parse(totals.at("/range/to").asText())
        };
        assertThat(answered[0]).isBetween(from, to);
        assertThat(answered[1]).isBetween(from, to);
        long expected = packets(answered[0], answered[1]);
        assertThat(totals.at("/rows/0/packets").asLong()).as(query).isEqualTo(expected);
        assertThat(sum(answer("protocols" + query), "packets")).as(query).isEqualTo(expected);
        assertThat(sum(answer("conversations" + query), "packets")).as(query).isEqualTo(expected);
        return answered;
    }

    private static long sum(JsonNode answer, String column) {
        return StreamSupport.stream(answer.get("rows").spliterator(), false)
                .mapToLong(row -> row.get(column).asLong())
                .sum();
    }

    @Test
    void theLastSevenDaysHaveAllPacketsOfTheirWholeDays() throws Exception {
        Instant from = today().minus(Duration.ofDays(7));
        Instant[] answered = assertIsRight(from, today());
        assertThat(answered).containsExactly(from, today());
        Instant[] inside = assertIsRight(from.plusSeconds(6 * 3600), today());
        assertThat(inside).containsExactly(from.plus(Duration.ofDays(1)), today());
    }

    @Test
    void theExtentHasDaysWhoseHoursAreGone() throws Exception {
        JsonNode extent = answer("extent").at("/rows/0");
        assertThat(Instant.parse(extent.get("earliest").asText().replace("+00:00", "Z")))
                .isEqualTo(today().minus(Duration.ofDays(DAYS)));
        Instant last = Instant.ofEpochSecond(number("select extract(epoch from max(window_start)) from flows"));
        assertThat(Instant.parse(extent.get("latest").asText().replace("+00:00", "Z")))
                .isEqualTo(last.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)));
    }

    @Test
    void halfADayWhoseHoursAreGoneIsRefused() throws Exception {
        Instant from = today().minus(Duration.ofDays(5));
        HttpResponse<String> response =
                server.get("api/totals?from=" + from + "&to=" + from.plus(Duration.ofHours(12)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("only whole days are still stored").contains("wadi.retention");
    }

    @RepeatedTest(30)
    void anyRangeIsRightOrRefused(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        Instant first = today().minus(Duration.ofDays(DAYS));
        Instant from = first.plusSeconds(random.nextInt(DAYS * 86_400));
        Instant to = from.plusSeconds(1 + random.nextInt(DAYS * 86_400));
        HttpResponse<String> response = server.get("api/totals?from=" + from + "&to=" + to);
        if (response.statusCode() == 400) {
            assertThat(response.body()).contains("are still stored");
            assertThat(from).isBefore(today().minus(Duration.ofDays(2)));
            assertThat(Duration.between(from, to)).isLessThan(Duration.ofDays(2));
        } else {
            assertIsRight(from, to);
        }
    }
}
