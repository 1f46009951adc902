package io.wadi.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket for each client: a sustained rate, and bursts of twice that many requests. What turns out to cost more is
 * charged afterwards, up to a debt of so many seconds. It remembers a bounded number of clients, the latest ones.
 * Thread-safe.
 */
final class RateLimiter {

    private static final int BURST_SECONDS = 2;
    private static final int DEBT_SECONDS = 20;
    private static final int MOST_CLIENTS = 10_000;

    private final Cache<String, Bucket> buckets;
    private final Ticker ticker;
    private final double perNano;
    private final double most;
    private final double least;

    RateLimiter(int requestsPerSecond) {
        this(requestsPerSecond, Ticker.systemTicker());
    }

    RateLimiter(int requestsPerSecond, Ticker ticker) {
        this.ticker = ticker;
        perNano = requestsPerSecond / (double) TimeUnit.SECONDS.toNanos(1);
        most = BURST_SECONDS * (double) requestsPerSecond;
        least = -DEBT_SECONDS * (double) requestsPerSecond;
        // A bucket that is unused for this long is full again.
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(Duration.ofSeconds(2L * BURST_SECONDS + DEBT_SECONDS))
                .ticker(ticker)
                .build();
    }

    /** Whether a client may make this number of requests; takes the tokens if it may. */
    boolean take(String client, int requests) {
        return buckets.get(client, key -> new Bucket(ticker.read())).take(requests, ticker.read());
    }

    /** Takes tokens for what has been done already, also those that a client does not have: many at once are many. */
    void charge(String client, int requests) {
        buckets.get(client, key -> new Bucket(ticker.read())).charge(requests, ticker.read());
    }

    private final class Bucket {
        private double left = most;
        private long at;

        private Bucket(long now) {
            at = now;
        }

        private void fill(long now) {
            left = Math.min(most, left + (now - at) * perNano);
            at = now;
        }

        private synchronized void charge(int requests, long now) {
            fill(now);
            left = Math.max(least, left - requests);
        }

        private synchronized boolean take(int requests, long now) {
            fill(now);
            if (left < 1) {
                return false;
            }
            left -= requests;
            return true;
        }
    }
}
