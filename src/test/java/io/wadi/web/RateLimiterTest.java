package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RateLimiter limiter = new RateLimiter(10, nanos::get);

    private long passed(String client, int attempts) {
        return IntStream.range(0, attempts).filter(i -> limiter.take(client, 1)).count();
    }

    @Test
    void allowsTwoSecondsWorthAtOnceAndThenTheRate() {
        assertThat(passed("a", 100)).isEqualTo(20);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(passed("a", 100)).isEqualTo(10);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(passed("a", 100)).isEqualTo(1);
    }

    @Test
    void clientsDoNotShareABucket() {
        assertThat(passed("a", 100)).isEqualTo(20);
        assertThat(passed("b", 100)).isEqualTo(20);
    }

    @Test
    void whatCostsMoreHoldsUpLonger() {
        assertThat(limiter.take("a", 50)).isTrue();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
        assertThat(limiter.take("a", 1)).isFalse();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(limiter.take("a", 1)).isTrue();
    }

    /** As wrong passwords that were sent together, and are checked one after the other. */
    @Test
    void whatIsChargedAfterwardsIsOwed() {
        assertThat(passed("a", 100)).isEqualTo(20);
        IntStream.range(0, 5).forEach(i -> limiter.charge("a", 20));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
        assertThat(passed("a", 100)).isZero();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(passed("a", 100)).isEqualTo(10);
    }

    @Test
    void nobodyOwesMoreThanTwentySeconds() {
        IntStream.range(0, 1_000).forEach(i -> limiter.charge("a", 20));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(21));
        assertThat(passed("a", 100)).isEqualTo(10);
    }

    @Test
    void neverSavesUpMoreThanTheBurst() {
        assertThat(limiter.take("a", 1)).isTrue();
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(passed("a", 100)).isEqualTo(20);
    }
}
