package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tunnels and virtual private networks. */
class TunnelDecodersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        IKE | udp | 500 | 14500 | 0x6e09515392eb66e700000000000000002920222000000000000000260000000a00000011000e
        IKE | udp | 4500 | 14500 | 0x000000006e09515392eb66e700000000000000002920222000000000000000260000000a00000011000e
        ESP | udp | 4500 | 14500 | 0xc229e88d00000003faf4e833ce9cf586c7f9d30247998aa2a7105afffdb00f25
        ESP | udp | 4500 | 14500 | 0xff
        WireGuard | udp | 57636 | 41000 | 0x0400000002ca1a000000000000000000d12023bdc5c98e1e1d4271f54d54139c
        Tailscale | udp | 41641 | 41641 | 0x5453f09f92acb6847dd212ae777bfae214b36d0d971152f0c7e0524e0c28b0a0105b5fa6161703214ee94e401257e70fa30f02a2c6b15bb7ab39de58a6aba6dfda69f578e7c967976bd80ea2e2ca6e18b699846a9aa1b71d6a965bee
        OpenVPN | udp | 51146 | 11940 | 0x3839fded2daa10a4370000000000
        OpenVPN | tcp | 52973 | 443 | 0x002a38d67be45be5c201eb016435fcb1d6f60e1ac88b329546dc3c7abf0b9e000000015e3e7b980000000000
        OpenVPN | udp | 1194 | 51146 | 0x409421917de7267729010000000039fded2daa10a43700000000
        L2TP | udp | 1701 | 1701 | 0xc802000c0000000000000000
        PPTP | tcp | 41366 | 11723 | 0x009c00011a2b3c4d000100000100000000000003
        GTP-C | udp | 2123 | 2123 | 0x320100040000000000010000
        GTP-U | udp | 2152 | 2152 | 0x30ff0008383ce3894500002800000000
        GTP-Prime | udp | 64580 | 3386 | 0x2e010000007e
        PFCP | udp | 8805 | 8805 | 0x2105000b0000010060000400000001
        CAPWAP | udp | 5247 | 41264 | 0x00100300e03d00000208000054f201e1
        VXLAN | udp | 60230 | 4789 | 0x0800000000045700667a50aaff9a1eea
        Geneve | udp | 60230 | 6081 | 0x0000655800045700667a50aaff9a1eea
        """)
    void isRecognised(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        IKE | udp | 500 | 14500 | 0x6e09515392eb66e700000000000000002950222000000000000000260000000a
        ESP | udp | 4500 | 14500 | 0x00000000c229e88d
        WireGuard | udp | 58117 | 8801 | 0x04000000035cfb113c004f837901011a00000001000000000000000000000000
        WireGuard | udp | 57636 | 51820 | 0x0100000002ca1a000000000000000000d12023bdc5c98e1e1d4271f54d54139c
        OpenVPN | udp | 51146 | 11940 | 0x3839fded2daa10a4370000000001
        PPTP | tcp | 41366 | 11723 | 0x009c00011a2b3c4e000100000100000000000003
        VXLAN | udp | 60230 | 4789 | 0x0800000100045700667a50aaff9a1eea
        """)
    void isNotGuessed(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isNotEqualTo(protocol);
    }
}
