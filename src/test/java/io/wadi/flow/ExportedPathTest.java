package io.wadi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import org.junit.jupiter.api.Test;

class ExportedPathTest {

    private static final IpAddress NEXT = IpAddress.parse("192.0.2.9");
    private static final ExportedPath FULL =
            new ExportedPath(1, 2, "eth1", "eth2", NEXT, 64_500, 64_501, 100, 184, 0, 2);
    private static final ExportedPath EMPTY = new ExportedPath(-1, -1, null, null, null, -1, -1, -1, -1, -1, -1);

    @Test
    void aLaterPartCountsWhereItStatesSomething() {
        assertThat(FULL.after(null)).isEqualTo(FULL);
        assertThat(FULL.after(EMPTY)).isEqualTo(FULL);
        assertThat(EMPTY.after(FULL)).isEqualTo(FULL);
        ExportedPath later = new ExportedPath(3, -1, "eth3", null, null, 64_502, -1, 10, 0, 1, -1);
        assertThat(later.after(FULL))
                .isEqualTo(new ExportedPath(3, 2, "eth3", "eth2", NEXT, 64_502, 64_501, 10, 0, 1, 2));
    }

    @Test
    void aNameStaysWithItsInterface() {
        ExportedPath unnamed = new ExportedPath(1, 5, null, null, null, -1, -1, -1, -1, -1, -1);
        assertThat(unnamed.after(FULL).inName()).isEqualTo("eth1");
        assertThat(unnamed.after(FULL).outName()).as("of another interface").isNull();
    }
}
