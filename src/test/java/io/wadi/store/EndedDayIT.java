package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.pipeline.TestServers;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** When a range may take the sums of the day in which it ends. */
class EndedDayIT {

    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final long NANOS = 1_000_000_000L;
    private static final long MIDNIGHT = 1_767_225_600L;

    private JdbcTemplate database;
    private DirectStore store;
    private Fold fold;

    @BeforeEach
    void start() throws Exception {
        DataSource source = DirectStore.source(TestServers.withTables());
        database = new JdbcTemplate(source);
        store = new DirectStore(source, 0);
        fold = new Fold(source, 100_000);
    }

    private void store(long second) {
        Packet packet = TestPacket.udp("10.0.0.1", 1, "192.0.2.1", 2)
                .at(second * NANOS)
                .size(100)
                .build();
        assertThat(store.store(List.of(packet), Map.of())).isTrue();
    }

    private boolean hasEnded(long from, long to) {
        return database.queryForObject("select day_has_ended(?, ?, 'day')", Boolean.class, from, to);
    }

    private long packets(long from, long to) {
        return database.queryForObject(
                "select coalesce(sum(packets), 0)::bigint from selected_flows(?, ?, 'day', null, null, null)",
                Long.class,
                from,
                to);
    }

    private long rows(long from, long to) {
        return database.queryForObject(
                "select count(*) from selected_flows(?, ?, 'day', null, null, null)", Long.class, from, to);
    }

    @Test
    void whileNothingOfItIsStoredLater() {
        for (int hour = 0; hour < 30; hour++) {
            store(MIDNIGHT + hour * HOUR + 60);
        }
        fold.all();
        long end = MIDNIGHT + 30 * HOUR;
        assertThat(hasEnded(MIDNIGHT, end)).isTrue();
        assertThat(rows(MIDNIGHT, end)).as("two days").isEqualTo(2);
        assertThat(packets(MIDNIGHT, end)).isEqualTo(30);
        assertThat(hasEnded(MIDNIGHT, end - HOUR)).as("an hour is later").isFalse();
        assertThat(packets(MIDNIGHT, end - HOUR)).isEqualTo(29);
        assertThat(hasEnded(MIDNIGHT, end - HOUR + 60)).as("a window is later").isFalse();
        assertThat(packets(MIDNIGHT, end - HOUR + 60)).isEqualTo(29);
        assertThat(packets(MIDNIGHT, end - HOUR + 120)).isEqualTo(30);
        assertThat(hasEnded(MIDNIGHT + DAY + HOUR, end))
                .as("the day begins before the range")
                .isFalse();
        assertThat(packets(MIDNIGHT + DAY + HOUR, end)).isEqualTo(5);
        assertThat(hasEnded(MIDNIGHT, MIDNIGHT + DAY))
                .as("it ends with a whole day")
                .isFalse();
        assertThat(packets(MIDNIGHT, MIDNIGHT + DAY)).isEqualTo(24);

        store(end + 2 * HOUR);
        assertThat(hasEnded(MIDNIGHT, end)).as("not folded yet, and later").isFalse();
        assertThat(packets(MIDNIGHT, end)).isEqualTo(30);
        fold.all();
        assertThat(packets(MIDNIGHT, end)).isEqualTo(30);
        assertThat(packets(MIDNIGHT, end + 3 * HOUR)).isEqualTo(31);
    }

    @Test
    void notIfItsFlowsAreDeleted() {
        for (int hour = 0; hour < 5; hour++) {
            store(MIDNIGHT + hour * HOUR);
        }
        fold.all();
        database.update("delete from flows");
        assertThat(hasEnded(MIDNIGHT - DAY, MIDNIGHT + 3 * HOUR)).isFalse();
        assertThat(packets(MIDNIGHT - DAY, MIDNIGHT + 3 * HOUR)).isEqualTo(3);
        assertThat(hasEnded(MIDNIGHT - DAY, MIDNIGHT + 5 * HOUR)).isFalse();
        assertThat(packets(MIDNIGHT - DAY, MIDNIGHT + 5 * HOUR)).isEqualTo(5);
    }
}
