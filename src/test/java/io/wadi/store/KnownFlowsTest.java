package io.wadi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.FlowKey;
import io.wadi.net.IpAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownFlowsTest {

    private static final IpAddress SERVER = IpAddress.parse("192.0.2.1");

    private static FlowKey key(int number) {
        IpAddress client = IpAddress.parse("10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255));
        return new FlowKey(60, client, SERVER, 1024 + number % 50_000, 80, "TCP", "p");
    }

    private static List<FlowKey> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(KnownFlowsTest::key).toList();
    }

    @Test
    void everyStoredFlowIsKnownAndHardlyAnyOther() {
        KnownFlows known = new KnownFlows();
        keys(0, 100_000).forEach(known::add);
        assertThat(keys(0, 100_000)).allMatch(known::mayHave);
        assertThat(keys(100_000, 200_000).stream().filter(known::mayHave).count())
                .as("taken for known")
                .isLessThan(5_000);
    }

    @Test
    void theLatestAreKnownAndThoseBeforeThemAreForgotten() {
        KnownFlows known = new KnownFlows(1_000);
        keys(0, 1_000).forEach(known::add);
        keys(1_000, 2_000).forEach(known::add);
        assertThat(keys(0, 2_000)).allMatch(known::mayHave);
        known.add(key(2_000));
        assertThat(keys(1_000, 2_001)).allMatch(known::mayHave);
        assertThat(keys(0, 1_000)).noneMatch(known::mayHave);
    }
}
