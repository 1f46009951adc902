package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetflowPathTest {

    @ParameterizedTest
    @CsvSource({
        "udp:0.0.0.0:2055,0.0.0.0,2055",
        "//udp:localhost:1,localhost,1",
        "udp:[2001:db8::1]:4739,2001:db8::1,4739",
        "udp:[::]:0,::,0",
    })
    void reads(String path, String host, int port) {
        NetflowPath parsed = NetflowPath.parse(path);
        assertThat(parsed.kind()).isEqualTo(NetflowConfiguration.Kind.udp);
        assertThat(parsed.host()).isEqualTo(host);
        assertThat(parsed.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({
        "file:day.pcap,day.pcap",
        "//file:day.pcap,day.pcap",
        "file:///var/day.pcap,/var/day.pcap",
        "file:a b:1.pcap,a b:1.pcap",
        "file:-,-",
    })
    void readsTheNameOfACapture(String path, String name) {
        assertThat(NetflowPath.parse(path)).isEqualTo(new NetflowPath(NetflowConfiguration.Kind.file, name, null, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "udp:0.0.0.0",
                "tcp:0.0.0.0:1",
                "udp:0.0.0.0:65536",
                "udp:::1:2055",
                "udp:[x]:1",
                "udp::2055",
                "file:",
                ""
            })
    void refuses(String path) {
        assertThatThrownBy(() -> NetflowPath.parse(path)).hasMessageContaining("netflow:udp:HOST:PORT");
    }
}
