package io.wadi.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedQueryIT {

    @Test
    void bindsParametersAndLeavesTheRestAlone() throws Exception {
        NamedQuery query = new NamedQuery("""
                /* :#block ? */ -- :#line ? it's
                select :#number + :#number as sum, ':#text ? it''s' as quoted, (array[1, 2, 3])[1:2] as slice,
                    '{"a":1}'::jsonb ? 'a' as has, $$:#body ?$$ as body, 1::text as cast,
                    :#words::text[] as words, :#moment as moment, 1 as ":#name?"
                """);
        Map<String, Object> values = Map.of(
                "number", 21, "words", new String[] {"a", "b,c"}, "moment", Instant.parse("2025-01-02T03:04:05Z"));
        Settings settings = TestServers.settings();

        try (Connection connection = DriverManager.getConnection(settings.get("wadi.database.url"), "postgres", "");
                PreparedStatement statement = query.prepare(connection, values);
                ResultSet row = statement.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt("sum")).isEqualTo(42);
            assertThat(row.getString("quoted")).isEqualTo(":#text ? it's");
            assertThat(row.getString("slice")).isEqualTo("{1,2}");
            assertThat(row.getBoolean("has")).isTrue();
            assertThat(row.getString("body")).isEqualTo(":#body ?");
            assertThat(row.getString("words")).isEqualTo("{a,\"b,c\"}");
            assertThat(row.getTimestamp("moment").toInstant()).isEqualTo(Instant.parse("2025-01-02T03:04:05Z"));
        }
    }
}
