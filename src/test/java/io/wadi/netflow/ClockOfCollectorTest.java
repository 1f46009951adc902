package io.wadi.netflow;

import static io.wadi.netflow.DatagramBuilder.ipfix;
import static io.wadi.netflow.DatagramBuilder.set;
import static io.wadi.netflow.DatagramBuilder.v5;
import static io.wadi.netflow.DatagramBuilder.v5Record;
import static io.wadi.netflow.DatagramBuilder.v9;
import static io.wadi.netflow.DecoderFixture.NOW_SECONDS;
import static io.wadi.netflow.DecoderFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the clock of the machine that receives flows: what is measured by durations must not change. */
class ClockOfCollectorTest {

    private static final byte[] TEMPLATE =
            set(2, new DatagramBuilder().u16(256, 4).u16(8, 4, 12, 4, 2, 4, 1, 4));
    private static final byte[] RECORD =
            set(256, new DatagramBuilder().ip("192.0.2.3", "192.0.2.4").u32(8, 800));

    private final DecoderFixture fixture = new DecoderFixture();

    @ParameterizedTest
    @ValueSource(longs = {86_400, -86_400})
    void templatesAreUsedAfterIt(long seconds) {
        fixture.read(ipfix(NOW_SECONDS, 0, 1, TEMPLATE));
        fixture.setClock(seconds * SECOND);
        fixture.read(ipfix(NOW_SECONDS + seconds, 0, 1, RECORD));
        assertThat(fixture.flows).hasSize(1);
        fixture.pass(3601 * SECOND);
        fixture.read(ipfix(NOW_SECONDS + seconds + 3601, 1, 1, RECORD));
        assertThat(fixture.flows).as("its template is too old").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {600, -600})
    void noExporterSeemsToHaveRestarted(long seconds) {
        byte[] record = v5Record(1, 40, 0, 0);
        fixture.read(v5(100_000, NOW_SECONDS, 0, 0, record));
        fixture.pass(10 * SECOND);
        fixture.read(v5(110_000, NOW_SECONDS + 10, 1, 0, record));
        fixture.setClock(seconds * SECOND);
        fixture.pass(10 * SECOND);
        fixture.read(v5(120_000, NOW_SECONDS + 20, 5, 0, record));
        assertThat(fixture.report().restarts()).isZero();
        assertThat(fixture.counters.lost()).isEqualTo(3);
    }

    @Test
    void dataWaitsForItsTemplateAsBefore() {
        fixture.read(v9(1, NOW_SECONDS, 0, 1, RECORD));
        fixture.setClock(86_400 * SECOND);
        fixture.sweep();
        assertThat(fixture.counters.waiting()).isEqualTo(1);
        fixture.setClock(-2 * 86_400 * SECOND);
        fixture.pass(121 * SECOND);
        fixture.sweep();
        assertThat(fixture.counters.waiting()).isZero();
    }

    @Test
    void silentExportersMakeRoomAfterIt() {
        byte[] datagram = v5(1, NOW_SECONDS, 0, 0, v5Record(1, 40, 0, 0));
        for (int i = 0; i < SourceBounds.MOST_SOURCES; i++) {
            fixture.read(datagram, IpAddress.v4(i), 1);
        }
        fixture.setClock(-365 * 86_400 * SECOND);
        fixture.pass(3601 * SECOND);
        assertThat(fixture.read(datagram, IpAddress.v4(-1), 1)).isEqualTo(DatagramOutcome.DECODED);
    }
}
