package io.wadi.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashedLocationsTest {

    private final HashedLocations locations = new HashedLocations();

    private static String file(int number) {
        return "s3://bucket/lake/wadi/packets-1/data/hour=2026-05-01-10/" + number + ".parquet";
    }

    @Test
    void knowsItsLocationsAndNoOthers() {
        IntStream.range(0, 100_000)
                .map(i -> i * 2)
                .mapToObj(HashedLocationsTest::file)
                .forEach(locations::add);
        assertThat(IntStream.range(0, 200_000).filter(i -> locations.has(file(i))))
                .hasSize(100_000)
                .allMatch(i -> i % 2 == 0);
        locations.add("/later");
        assertThat(locations.has("/later")).isTrue();
    }

    @Test
    void hasNothingAtFirst() {
        assertThat(locations.has("")).isFalse();
    }
}
