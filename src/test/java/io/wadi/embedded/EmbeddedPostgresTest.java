package io.wadi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {

    private static final long GIGABYTE = 1L << 30;

    @Test
    void sharesAPartOfTheMemoryWithinBounds() {
        assertThat(EmbeddedPostgres.sharedMegabytes(GIGABYTE / 2)).isEqualTo(256);
        assertThat(EmbeddedPostgres.sharedMegabytes(6 * GIGABYTE)).isEqualTo(384);
        assertThat(EmbeddedPostgres.sharedMegabytes(64 * GIGABYTE)).isEqualTo(1024);
    }
}
