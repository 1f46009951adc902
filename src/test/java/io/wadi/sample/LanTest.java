package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanTest {

    private final Lan lan = new Lan();

    @Test
    void someThirtyMachinesWithAddressesOfTheirOwn() {
        assertThat(lan.hosts()).hasSizeBetween(30, 35);
        assertThat(lan.hosts()).extracting(Host::mac).doesNotHaveDuplicates();
        assertThat(lan.hosts()).extracting(Host::name).doesNotHaveDuplicates();
        assertThat(lan.hosts()).extracting(host -> host.over6(0).ip()).doesNotHaveDuplicates();
        assertThat(lan.hosts())
                .extracting(host -> host.v4().toString())
                .doesNotHaveDuplicates()
                .allMatch(address -> address.startsWith("192.168.1."));
    }

    @Test
    void aMachineHasAnAddressForEveryScope() {
        Host desk = lan.named("desk-01");
        assertThat(desk.over4(7).ip()).hasToString("192.168.1.101");
        assertThat(desk.link6(7).ip()).hasToString("fe80::56bf:64ff:fe10:2a91");
        assertThat(desk.local6(7).ip()).hasToString("fd5a:7c1e:93b2:1:56bf:64ff:fe10:2a91");
        assertThat(desk.over6(7).ip().toString()).startsWith("2a02:168:4a2c:10:");
    }

    @Test
    void groupsHaveTheEthernetAddressThatGoesWithThem() {
        assertThat(Lan.group("224.0.0.251", 1).mac()).isEqualTo(0x01005e0000fbL);
        assertThat(Lan.group("239.255.255.250", 1).mac()).isEqualTo(0x01005e7ffffaL);
        assertThat(Lan.group("ff02::fb", 1).mac()).isEqualTo(0x3333000000fbL);
        assertThat(Lan.group("255.255.255.255", 1).mac()).isEqualTo(0xffffffffffffL);
    }

    @Test
    void theBusyAreDrawnMoreOftenAndTheRouterNever() {
        Dice dice = new Dice(1);
        int[] drawn = new int[2];
        for (int i = 0; i < 5_000; i++) {
            String name = lan.anyUser(dice).name();
            assertThat(name).isNotEqualTo("router");
            drawn[0] += name.equals("desk-01") ? 1 : 0;
            drawn[1] += name.equals("phone-06") ? 1 : 0;
        }
        assertThat(drawn[0]).isGreaterThan(5 * drawn[1]);
        assertThat(drawn[1]).isPositive();
    }
}
