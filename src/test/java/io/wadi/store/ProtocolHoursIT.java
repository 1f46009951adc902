package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.pipeline.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Table {@code protocols_hour} has the sums of {@code flows_hour}, whoever changes that. */
class ProtocolHoursIT {

    private static final long HOUR = 3_600_000_000_000L;
    private static final int PROTOCOLS = 5;

    private DataSource source;
    private JdbcTemplate database;

    @BeforeEach
    void start() throws Exception {
        source = DirectStore.source(TestServers.withTables());
        database = new JdbcTemplate(source);
    }

    private List<String> sums(String table) {
        return database.queryForList(
                "select concat_ws(' ', window_start, protocol, sum(packets), sum(bytes)) from " + table
                        + " group by window_start, protocol order by 1",
                String.class);
    }

    private void areEqual(String after) {
        assertThat(sums("protocols_hour")).as(after).isEqualTo(sums("flows_hour"));
    }

    private int insert(String hours, String onConflict) {
        return database.update("insert into flows_hour as f (window_start, src_ip, dst_ip, protocol, packets, bytes)"
                + " select timestamptz '2026-01-01Z' + hour * interval '1 hour', inet '10.0.0.0' + host, '192.0.2.1',"
                + " 'P' || host % " + PROTOCOLS + ", 1 + hour, 9223372036854775807"
                + " from generate_series(" + hours + ") as hour, generate_series(0, 39) as host " + onConflict);
    }

    @Test
    void followEveryChange() {
        insert("0, 30", "");
        areEqual("insert");
        insert(
                "20, 40",
                "on conflict (window_start, src_ip, dst_ip, protocol) do update set"
                        + " packets = f.packets + excluded.packets, bytes = 7");
        areEqual("upsert");
        database.update("update flows_hour set packets = packets + 3 where packets % 2 = 0");
        areEqual("update");
        database.update("delete from flows_hour where src_ip < '10.0.0.17'");
        areEqual("delete");
        database.update("delete from flows_hour where window_start < '2026-01-01 05:00Z' or protocol = 'P1'");
        areEqual("delete whole keys");
        assertThat(sums("protocols_hour")).isNotEmpty().hasSizeLessThan(41 * PROTOCOLS);
        database.update("truncate flows_hour");
        areEqual("truncate");
    }

    @Test
    void haveWhatIsNotFoldedYet() {
        DirectStore store = new DirectStore(source, 0);
        Fold fold = new Fold(source, 100_000);
        for (int batch = 0; batch < 3; batch++) {
            List<Packet> packets = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                packets.add(TestPacket.udp("10.0.0." + i, 1, "192.0.2.1", 2)
                        .at(TestPacket.NANOS + i % 3 * HOUR)
                        .build());
            }
            assertThat(store.store(packets, Map.of())).isTrue();
            assertThat(sums("protocols_hour_now")).isEqualTo(sums("flows_hour_now"));
            if (batch != 1) {
                fold.all();
                assertThat(sums("protocols_hour_now")).isEqualTo(sums("flows_hour_now"));
                areEqual("fold");
            }
        }
    }
}
