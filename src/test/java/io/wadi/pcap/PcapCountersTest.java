package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.DecoderCounts;
import io.wadi.packet.Outcome;
import io.wadi.packet.app.SplitMessageCounts;
import org.junit.jupiter.api.Test;

class PcapCountersTest {

    private final PcapCounters total = new PcapCounters();
    private final PcapCounters one = new PcapCounters(total);
    private final PcapCounters other = new PcapCounters(total);

    @Test
    void everyCounterOfASourceCountsIntoTheTotal() {
        one.received(5, 500);
        other.received(7, 700);
        one.outcome(Outcome.DECODED, 3);
        one.outcome(Outcome.SKIPPED, 1);
        other.outcome(Outcome.EXCLUDED, 2);
        one.outcome(Outcome.REJECTED_EMPTY, 1);
        other.outcome(Outcome.REJECTED_TIMESTAMP, 7);
        one.decoder(new DecoderCounts(4, 5, 7, 6, new SplitMessageCounts(1, 2, 3, 4, 5, 6, 7)));
        other.decoder(new DecoderCounts(10, 20, 40, 30, new SplitMessageCounts(10, 20, 30, 40, 50, 60, 70)));
        one.delivered(2);
        one.failed(1);
        other.queueDropped(4);
        assertThat(one.fragmentsJoined()).isEqualTo(4);
        assertThat(total.fragmentsJoined()).isEqualTo(14);
        assertThat(total.fragmentsAlone()).isEqualTo(25);
        assertThat(total.overlong()).isEqualTo(47);
        assertThat(total.applicationFailures()).isEqualTo(36);
        assertThat(one.splitMessages()).isEqualTo(new SplitMessageCounts(1, 2, 3, 4, 5, 6, 7));
        assertThat(total.splitMessages()).isEqualTo(new SplitMessageCounts(11, 22, 33, 44, 55, 66, 77));
        assertThat(one.received()).isEqualTo(5);
        assertThat(total.received()).isEqualTo(12);
        assertThat(total.receivedBytes()).isEqualTo(1200);
        assertThat(total.decoded()).isEqualTo(3);
        assertThat(total.skipped()).isEqualTo(1);
        assertThat(total.excluded()).isEqualTo(2);
        assertThat(one.excluded()).isZero();
        assertThat(total.rejected()).isEqualTo(8);
        assertThat(one.rejected()).isEqualTo(1);
        assertThat(total.count(Outcome.REJECTED_TIMESTAMP)).isEqualTo(7);
        assertThat(total.delivered()).isEqualTo(2);
        assertThat(total.failed()).isEqualTo(1);
        assertThat(total.queueDropped()).isEqualTo(4);
    }

    @Test
    void dropsOfAReopenedInterfaceAddUp() {
        one.handleReopened();
        one.handleStatistics(3, 1);
        one.handleStatistics(5, 1);
        one.handleReopened();
        one.handleStatistics(2, 0);
        assertThat(one.kernelDropped()).isEqualTo(7);
        assertThat(one.interfaceDropped()).isEqualTo(1);
        assertThat(total.kernelDropped()).isEqualTo(7);
        assertThat(total.interfaceDropped()).isEqualTo(1);
    }
}
