package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No shipped detection fails over rows whose sums exceed a bigint; otherwise forged flows could disable it. */
class FullSumsOfDetectionsIT {

    @TempDir
    private Path folder;

    @Test
    void failNoDetection() throws Exception {
        Lab lab = new Lab();
        lab.empty();
        lab.database()
                .execute("select wadi_ensure_day('flows', day::date) from generate_series(date '2025-02-01',"
                        + " date '2025-03-04', interval '1 day') as day");
        for (String window : List.of("2025-03-03 10:25Z", "2025-03-03 10:15Z", "2025-02-20 10:00Z")) {
            lab.database().update("""
                    insert into flows (window_start, src_ip, dst_ip, src_port, dst_port, transport, probe, protocol,
                        packets, bytes, tcp_flags, first_seen, last_seen, src_country, dst_country)
                    select w, ends[1]::inet, ends[2]::inet, port, 23, 'TCP', 'p', 'TELNET', m, m, 2, w, w, ends[3], ends[4]
                    from (select ?::timestamptz as w, 9223372036854775807 as m) as full_row,
                        generate_series(5000, 5003) as port,
                        (values (array['10.0.0.1', '203.0.113.5', null, 'DE']),
                            (array['203.0.113.5', '10.0.0.1', 'DE', null])) as pair (ends)
                    """, window);
        }
        for (String span : List.of("hour", "day")) {
            lab.database()
                    .update("insert into flows_" + span + " select distinct date_trunc('" + span
                            + "', window_start, 'UTC'), src_ip, dst_ip, protocol, packets, bytes, src_country, dst_country"
                            + " from flows");
        }
        lab.database()
                .update("insert into hosts (ip, first_seen, last_seen, scope)"
                        + " values ('10.0.0.1', '2025-01-01', '2025-03-03', 'private'),"
                        + " ('203.0.113.5', '2025-01-01', '2025-03-03', 'public')");
        List<Detection> detections = new Detections(folder).current();
        assertThat(detections).hasSizeGreaterThan(10);
        for (Detection detection : detections) {
            DetectionRun run = lab.runner().run(detection, Lab.NOW);
            assertThat(run.error()).as(detection.name()).isNull();
            lab.book().apply(run);
        }
        assertThat(lab.database().queryForObject("select count(*) from alerts", Long.class))
                .isPositive();
    }
}
