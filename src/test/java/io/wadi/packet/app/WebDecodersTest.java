package io.wadi.packet.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Web protocols, sessions and proxies. */
class WebDecodersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        HTTP | tcp | 50000 | 80 | GET / HTTP/1.1\\r\\nHost: example.org\\r\\n\\r\\n
        HTTP | tcp | 50000 | 31337 | PROPFIND /webdav HTTP/1.1\\r\\n
        HTTP | tcp | 8000 | 50000 | HTTP/1.1 301 Moved Permanently\\r\\n
        HTTP | tcp | 50000 | 9999 | GET /a/long/target/that/goes/on/in/the/next/segm
        HTTP2 | tcp | 50000 | 8081 | PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n
        RTSP | tcp | 63840 | 8554 | SETUP rtsp://172.28.4.26:8554/trackID=88 RTSP/1.0\\r\\nCSeq: 4\\r\\n
        SIP | udp | 5060 | 5060 | SIP/2.0 100 Trying\\r\\nVia: SIP/2.0/UDP 10.35.60.72:5060\\r\\n
        SIP | udp | 41000 | 45000 | OPTIONS sip:carol@chicago.com SIP/2.0\\r\\n
        SSDP | udp | 51277 | 1900 | M-SEARCH * HTTP/1.1\\r\\nHOST: 239.255.255.250:1900\\r\\n
        STUN | udp | 42759 | 80 | 0x000100002112a4424133516369344e75724f4b41
        STUN | tcp | 42849 | 3479 | 0x000300082112a442704b6e453952586746596c590019000411000000
        STUN | udp | 46652 | 3478 | 0x080100002112a44270758b44c723a74ed1934a3b
        HTTP | tcp | 50000 | 22222 | GETAWAY / HTTP/1.1\\r\\n
        HTTP | tcp | 50000 | 22222 | x-1 * HTTP/1.0\\n
        HTTP | tcp | 50000 | 22222 | \\r\\nQUERY /a b HTTP/1.1 \\r\\n
        HTTP | tcp | 50000 | 22222 | GET /a/long/path
        SOCKS | tcp | 44532 | 10808 | 0x050100018efab48e01bb
        SOCKS | tcp | 44532 | 1080 | 0x050100
        PROXY | tcp | 48502 | 443 | PROXY TCP4 192.0.2.1 198.51.100.2 48502 443\\r\\n
        PROXY | tcp | 48502 | 443 | 0x0d0a0d0a000d0a515549540a21110000
        AJP | tcp | 40000 | 8009 | 0x1234000f020200084854
        """)
    void isRecognised(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        HTTP | tcp | 50000 | 22222 | GET rid of it\\r\\n
        HTTP | tcp | 50000 | 22222 | GET /HTTP/1.1\\r\\n
        HTTP | tcp | 50000 | 22222 | GET  HTTP/1.1\\r\\n
        HTTP | tcp | 50000 | 22222 | GET / HTTP/1\\r\\n
        HTTP | tcp | 50000 | 22222 | GET / HTTP/1.1 or so\\r\\n
        HTTP | tcp | 50000 | 22222 | G(T / HTTP/1.1\\r\\n
        HTTP | tcp | 50000 | 22222 | STOR /pub/file
        HTTP | tcp | 50000 | 22222 | \\r\\n\\r\\n
        HTTP | tcp | 50000 | 5060 | OPTIONS sip:carol@chicago.com SIP/2.0\\r\\n
        SIP | udp | 5060 | 5060 | hello
        STUN | udp | 42759 | 80 | 0x000100002112a4434133516369344e75724f4b41
        SOCKS | tcp | 44532 | 10808 | 0x050100018efab48e01
        """)
    void isNotGuessed(String protocol, String transport, int srcPort, int dstPort, String payload) {
        assertThat(Wire.row(transport, srcPort, dstPort, payload).protocol()).isNotEqualTo(protocol);
    }
}
