package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkippedKindsTest {

    private final SkippedKinds kinds = new SkippedKinds();

    @Test
    void showsTheMostFrequentFirst() {
        assertThat(kinds.text()).isEmpty();
        kinds.add(FrameKind.etherType(0x8926), 8);
        kinds.add(FrameKind.etherType(0x0806), 700);
        kinds.add(FrameKind.etherType(0x88cc), 60);
        assertThat(kinds.text()).isEqualTo("ARP 700, LLDP 60, 0x8926 8");
        assertThat(kinds.count("LLDP")).isEqualTo(60);
        assertThat(kinds.count("STP")).isZero();
    }

    @Test
    void countsKindsOfOneNameTogether() {
        kinds.add(FrameKind.etherType(0x8847), 1);
        kinds.add(FrameKind.etherType(0x8848), 2);
        assertThat(kinds.text()).isEqualTo("MPLS 3");
    }

    @Test
    void isBounded() {
        for (int type = 0x1000; type < 0x2000; type++) {
            kinds.add(FrameKind.etherType(type), 1);
        }
        assertThat(kinds.byName()).hasSize(SkippedKinds.MOST + 1);
        assertThat(kinds.count(SkippedKinds.OTHER)).isEqualTo(0x1000 - SkippedKinds.MOST);
        assertThat(kinds.text()).startsWith("other 4032, 0x1000 1, ").endsWith(", 57 further kinds 57");
    }

    @Test
    void tellsNewKindsAndThoseBefore() {
        List<String> told = new ArrayList<>();
        kinds.add(FrameKind.llc(0x42), 1);
        kinds.onNew(told::add);
        kinds.add(FrameKind.llc(0x42), 1);
        kinds.add(FrameKind.ppp(0xc021), 1);
        assertThat(told).containsExactly("STP", "PPP LCP");
    }
}
