package io.wadi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryTimesTest {

    @Test
    void ninetyFiveOfAHundredAreWithinThePercentile() {
        List<Double> millis =
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).collect(Collectors.toList());
        Collections.reverse(millis);
        QueryTimes times = new QueryTimes(millis);
        assertThat(times.percentile95()).isEqualTo(95);
        assertThat(times.slowest()).isEqualTo(100);
    }

    @Test
    void ofAFewItIsTheSlowest() {
        assertThat(new QueryTimes(List.of(7.0, 3.0)).percentile95()).isEqualTo(7);
        assertThat(new QueryTimes(List.of(3.0)).percentile95()).isEqualTo(3);
    }
}
