package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Random filters, most of them almost right, are answered or refused with a sentence, and change nothing. */
class ExploreFuzzIT {

    private static final long SEED = Long.getLong("wadi.filter.seed", 20_261_127);
    private static final int FILTERS = 1_500;
    private static final List<String> FIELDS = List.of(
            "host",
            "src.network",
            "country",
            "dst.asn",
            "as",
            "src.as",
            "protocol",
            "transport",
            "port",
            "name",
            "probe",
            "interface",
            "bytes",
            "packets",
            "retransmissions",
            "colour");
    private static final List<String> OPERATORS =
            List.of("=", "!=", "in", "not in", "<", "<=", ">", ">=", "~", "!~", "like", "==");
    private static final List<String> VALUES = List.of(
            "10.0.0.1",
            "10.0.0.0/8",
            "::1",
            "::/0",
            "DE",
            "TLS",
            "443",
            "1-65535",
            "AS64500",
            "1.5M",
            "999999999999T",
            "unknown",
            "*",
            "?%_\\",
            "\"a b\"",
            "\"'; drop table flows; --\"",
            "\"\"",
            "é\uD83D\uDC2A",
            "\u0000",
            "%",
            ":#value0",
            "?",
            "$1",
            "/*",
            "--",
            "{}",
            "''",
            "'",
            "\"",
            "0x1",
            "-1",
            "1e9",
            "NaN");
    private static final List<String> VALID = List.of(
            "host in 10.0.0.0/8",
            "src.network != ::/0",
            "country = DE",
            "dst.asn > AS64500",
            "as ~ *%_*",
            "src.as != unknown",
            "protocol not in (TLS, \"a b\")",
            "port in (443, 1-65535)",
            "name !~ \"'; drop table flows; --\"",
            "probe = \":#value0\"",
            "bytes <= 999999999999T",
            "packets >= 1",
            "in.interface > 0",
            "retransmissions = 0");
    private static final String NOISE = "()=!<>~,\"' \\;%:#?*-\t\n\u0000é";

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String filter(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> "not " + filter(random, depth - 1);
            case 2 -> "(" + filter(random, depth - 1) + " or " + filter(random, depth - 1) + ")";
            case 3 -> filter(random, depth - 1) + " and " + filter(random, depth - 1);
            default -> comparison(random);
        };
    }

    private static String comparison(Random random) {
        if (random.nextInt(8) > 0) {
            return any(VALID, random);
        }
        String value = random.nextInt(4) == 0
                ? "(" + any(VALUES, random) + ", " + any(VALUES, random) + ")"
                : any(VALUES, random);
        return any(FIELDS, random) + " " + any(OPERATORS, random) + " " + value;
    }

    /** Inserts, removes or replaces some characters. */
    private static String mutated(String filter, Random random) {
        StringBuilder text = new StringBuilder(filter);
        for (int i = random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            char noise = NOISE.charAt(random.nextInt(NOISE.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, noise);
                case 1 -> text.deleteCharAt(at);
                default -> text.setCharAt(at, noise);
            }
        }
        return text.toString();
    }

    @Test
    void anyFilterIsAnsweredOrRefused() throws Exception {
        Settings settings = TestServers.withTables();
        KnownFlows.store(settings);
        JdbcTemplate database = new JdbcTemplate(ApiServer.writing(settings));
        long flows = database.queryForObject("select count(*) from flows", Long.class);
        Random random = new Random(SEED);
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        try (ApiServer server = ApiServer.start(settings)) {
            for (int i = 0; i < FILTERS; i++) {
                String filter = random.nextBoolean() ? filter(random, 3) : mutated(filter(random, 2), random);
                String encoded = URLEncoder.encode(filter, StandardCharsets.UTF_8);
                HttpResponse<String> response =
                        server.get("api/explore?" + KnownFlows.HOUR + "&series=true&filter=" + encoded);
                assertThat(response.statusCode())
                        .as("%d: %s: %s", i, filter, response.body())
                        .isIn(200, 400);
                statuses.merge(response.statusCode(), 1, Integer::sum);
            }
        }
        assertThat(statuses).as("answers by status").hasSize(2).allSatisfy((status, number) -> assertThat(number)
                .isGreaterThan(FILTERS / 20));
        assertThat(database.queryForObject("select count(*) from flows", Long.class))
                .isEqualTo(flows);
    }
}
