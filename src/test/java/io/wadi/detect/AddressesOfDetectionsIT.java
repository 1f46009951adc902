package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No shipped detection asks for each flow whether its address is one of ours, which reads a table each time. */
class AddressesOfDetectionsIT {

    private static final int FLOWS = 3000;

    @TempDir
    private Path folder;

    @Test
    void areLookedUpOncePerAddress() throws Exception {
        Lab lab = new Lab();
        lab.empty();
        String name = lab.database().queryForObject("select current_database()", String.class);
        lab.database().execute("alter database \"" + name + "\" set track_functions = 'all'");
        lab.endSessions();
        lab.database().update("""
                insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol,
                    packets, bytes, tcp_flags, first_seen, last_seen, dst_country)
                select w, '10.0.0.1', '203.0.113.5', port, 443, 'TCP', 'p', 'TLS', 1000, 1000000, 2, w, w, 'DE'
                from (select timestamptz '2025-03-03 10:25Z' as w) as minute, generate_series(1, ?) as port
                """, FLOWS);
        lab.database()
                .update("insert into hosts (ip, first_seen, last_seen, scope) values"
                        + " ('10.0.0.1', '2025-01-01', '2025-03-03', 'private')");
        List<Detection> detections = new Detections(folder).current();
        assertThat(detections).hasSizeGreaterThan(10);
        for (Detection detection : detections) {
            assertThat(lab.runner().run(detection, Lab.NOW).error())
                    .as(detection.name())
                    .isNull();
        }
        // A session's counts are complete when it has ended.
        lab.endSessions();
        await().until(() -> lab.database()
                        .queryForObject(
                                "select count(*) from pg_stat_activity where datname = current_database()"
                                        + " and pid <> pg_backend_pid() and backend_type = 'client backend'",
                                Long.class)
                == 0);
        assertThat(lab.database()
                        .queryForObject(
                                "select sum(calls) from pg_stat_user_functions where funcname like 'wadi\\_is\\_%'",
                                Long.class))
                .isBetween(1L, FLOWS / 10L);
    }
}
