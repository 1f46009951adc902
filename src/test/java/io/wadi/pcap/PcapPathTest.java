package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pcap.PcapConfiguration.Kind;
import org.junit.jupiter.api.Test;

class PcapPathTest {

    @Test
    void makesAUriOfAnyName() {
        assertThat(new PcapPath(Kind.live, "any").toUri()).isEqualTo("pcap:live:any");
        assertThat(new PcapPath(Kind.live, "eth0.7").toUri()).isEqualTo("pcap:live:eth0.7");
        assertThat(new PcapPath(Kind.live, "a&b?c%d").toUri()).isEqualTo("pcap:live:a%26b%3Fc%25d");
        assertThat(new PcapPath(Kind.file, "/x y/1+1.pcap").toUri()).isEqualTo("pcap:file:/x%20y/1%2B1.pcap");
    }

    @Test
    void takesWhatPeopleWrite() {
        assertThat(PcapPath.forCamel("pcap:file:/a/b.pcap?pace=max&files=#bean:x"))
                .isEqualTo("pcap:file:/a/b.pcap?pace=max&files=#bean:x");
        assertThat(PcapPath.forCamel("pcap:file:100%.pcap")).isEqualTo("pcap:file:100%2525.pcap");
        assertThat(PcapPath.forCamel("pcap:file:why%3F+.pcap")).isEqualTo("pcap:file:why%253F%252B.pcap");
        assertThat(PcapPath.forCamel("pcap:eth0")).isEqualTo("pcap:eth0");
        assertThat(PcapPath.forCamel("kafka:a%41")).isEqualTo("kafka:a%41");
    }
}
