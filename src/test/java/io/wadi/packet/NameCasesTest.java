package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures whose names are split, repeated or written in several forms: these packets have these names, no others. */
class NameCasesTest {

    private static final String FORTY = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    /** Does not fit into a fragment of the OpenSSL client whose packets were captured. */
    private static final String LONG_NAME =
            FORTY + "." + FORTY + "." + FORTY + "." + FORTY + ".openssl-fragments.example";

    @ParameterizedTest
    @CsvSource({
        "t20-two-records-split-in-sni, 4=www.split-records.example",
        "t20b-two-records-two-segments, 5=www.split-records.example",
        "t21-records-split-before-extensions, 4=www.split-records.example",
        "t22b-three-segs-dup-2, 7=www.pq-order.example",
        "t22c-three-segs-overlap, 7=www.pq-order.example",
        "t23c-two-segs-keepalive-between, 6=www.pq-order.example",
        "t25-first-seg-1-byte, 5=www.one-byte.example",
        "t26-mixed-case-sni, 4=www.mixed-case.example 10=www.mixed-case.example 16=www.mixed-case.example",
        "t27a-name-straddles-dup2, 7=www.straddle-name.example",
        "t27c-name-straddles-keepalive, 7=www.straddle-name.example",
        "h50-connect-no-host, 4=target.example 8=target2.example",
        "h51-absolute-uri, 4=real.example 8=onlyuri.example",
        "h53-host-in-second-segment, 5=late-host.example",
        "h54-host-forms, 4=www.forms.example 8=www.forms.example 12=www.forms.example 16=www.forms.example"
                + " 20=www.forms.example 24=2001:db8::5 32=www.forms.example",
        "h57-crlf-before-request, 4=crlf.example 8=lfonly.example",
        "p58-explicit-proxy, 4=news.example 8=bank.example 10=bank.example",
        "d40-length-alone, 5=tcp-split.example 9=tcp-split.example",
        "k60-five-tuple-reused, 4=first.example",
        "q30-client-port-below-server, 1=api.cirrus-ci.com",
        "dtls-openssl-fragments, 2=" + LONG_NAME + " 5=" + LONG_NAME
    })
    void onlyThesePacketsHaveNames(String file, String expected) {
        TreeMap<Integer, String> names = new TreeMap<>();
        Arrays.stream(expected.split(" "))
                .map(named -> named.split("=", 2))
                .forEach(named -> names.put(Integer.valueOf(named[0]), named[1]));
        assertThat(CaseCapture.names(CaseCapture.packets(file + ".pcap"))).isEqualTo(names);
    }

    @Test
    void requestsOfAllMethodsAreHttpOnAnyPort() {
        List<Packet> packets = CaseCapture.packets("h55-methods.pcap");
        List<Packet> requests =
                packets.stream().filter(packet -> packet.tcp().payload() > 0).toList();
        assertThat(requests).hasSize(24).extracting(Packet::protocol).containsOnly("HTTP");
        assertThat(requests)
                .extracting(Packet::name)
                .containsExactlyElementsOf(IntStream.range(0, 24)
                        .mapToObj(i -> "meth-" + i / 2 + ".example")
                        .toList());
    }

    @Test
    void aNewSynForgetsTheProtocolOfAnEarlierConnection() {
        List<Packet> packets = CaseCapture.packets("k60-five-tuple-reused.pcap");
        assertThat(packets.subList(3, 6)).extracting(Packet::protocol).containsOnly("TLS");
        assertThat(packets.subList(6, 11)).extracting(Packet::protocol).containsOnly("TCP");
    }
}
