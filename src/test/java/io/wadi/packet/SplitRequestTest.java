package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP requests in several segments, and which host they name. */
class SplitRequestTest {

    private static final int PORT = 8530;
    private static final String NAME = "www.split-request.example";
    private static final byte[] REQUEST = ascii(
            "PURGE /a/path HTTP/1.1\r\nAccept: */*\r\nHost: " + NAME + "\r\nCookie: " + "c".repeat(50) + "\r\n\r\n");

    private final PacketDecoder decoder = new PacketDecoder("test/tcp");

    private TcpSide side(int port) {
        return new TcpSide(decoder, 20_000 + port, PORT, 0x7fff_fff0);
    }

    @Test
    void isCutAnywhere() {
        for (int cut = 1; cut < REQUEST.length; cut++) {
            TcpSide inOrder = side(cut).syn().send(REQUEST, 0, cut).send(REQUEST, cut, REQUEST.length);
            assertThat(inOrder.names()).as("cut at %s", cut).containsExactly(NAME);
            assertThat(inOrder.protocol()).isEqualTo("HTTP");
            TcpSide swapped = side(cut).syn().send(REQUEST, cut, REQUEST.length).send(REQUEST, 0, cut);
            assertThat(swapped.names()).as("second first, cut at %s", cut).containsExactly(NAME);
            TcpSide noSyn = side(10_000 + cut).send(REQUEST, 0, cut).send(REQUEST, cut, REQUEST.length);
            assertThat(noSyn.names()).as("without SYN, cut at %s", cut).containsExactly(NAME);
        }
    }

    @Test
    void comesInSegmentsOfOneByteAfterEmptyLines() {
        byte[] request = FrameBuilder.join("0d0a 0d0a", REQUEST);
        TcpSide side = side(1).syn();
        for (int i = 0; i < request.length; i++) {
            side.send(request, i, i + 1);
        }
        assertThat(side.names()).containsExactly(NAME);
        assertThat(side.protocol()).isEqualTo("HTTP");
    }

    @Test
    void hasNoNameWhereAByteBeforeItIsMissing() {
        int nameEnd = new String(REQUEST, StandardCharsets.US_ASCII).indexOf(NAME) + NAME.length() + 2;
        for (int cut = 1; cut < REQUEST.length - 1; cut++) {
            TcpSide side = side(cut).syn().send(REQUEST, 0, cut).send(REQUEST, cut + 1, REQUEST.length);
            assertThat(side.names()).as("byte %s is missing", cut).isEqualTo(cut < nameEnd ? List.of() : List.of(NAME));
        }
    }

    @Test
    void hasOneNameThoughItIsSentAgain() {
        TcpSide side = side(1).syn().send(REQUEST, 0, 90).send(REQUEST, 0, 90).send(REQUEST, 10, 95);
        side.send(REQUEST, 94, 95).send(REQUEST, 90, REQUEST.length);
        assertThat(side.names()).containsExactly(NAME);
    }

    @Test
    void followsAnotherOnTheSameConnection() {
        byte[] next = ascii("GET / HTTP/1.1\r\nHost: next.example\r\n\r\n");
        TcpSide side = side(1).syn().send(REQUEST, 0, 40).send(REQUEST, 40, REQUEST.length);
        side.send(REQUEST.length - 1, ascii("\n")).send(REQUEST.length, next);
        assertThat(side.names()).containsExactly(NAME, "next.example");
    }

    @Test
    void followsAnotherInTheSameSegment() {
        byte[] first = ascii("GET / HTTP/1.1\r\nHost: first.example\r\n\r\n");
        byte[] both = FrameBuilder.join(first, REQUEST);
        for (int cut = 1; cut < both.length; cut++) {
            TcpSide side = side(cut).syn().send(both, 0, cut).send(both, cut, both.length);
            List<String> names = cut < first.length ? List.of("first.example") : List.of("first.example", NAME);
            assertThat(side.names()).as("cut at %s", cut).isEqualTo(names);
        }
        assertThat(side(9000).syn().send(0, both).names()).containsExactly("first.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5", "transfer-encoding: chunked"})
    void aBodyIsNoRequest(String header) {
        byte[] post = ascii("POST / HTTP/1.1\r\nHost: first.example\r\n" + header + "\r\n\r\nGET /");
        TcpSide side = side(1).syn().send(0, post);
        assertThat(decoder.counts().splitMessages().begun()).isZero();
        assertThat(side.names()).containsExactly("first.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return abc;next",
                "return a b",
                "x *a",
                "word \u0001",
                "a (b",
                "(GET /",
                "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB"
            })
    void textThatIsNoRequestIsNotKept(String text) {
        side(1).send(0, ascii(text));
        assertThat(decoder.counts().splitMessages().begun()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, 15000})
    void hasALongTarget(int length) {
        byte[] request = ascii("GET /" + "a".repeat(length) + " HTTP/1.1\r\nHost: " + NAME + "\r\n\r\n");
        TcpSide side = side(1).syn();
        for (int at = 0; at < request.length; at += 1400) {
            side.send(request, at, Math.min(request.length, at + 1400));
        }
        assertThat(side.names()).containsExactly(NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT target.example:443 HTTP/1.1|Host: other.example:443, target.example, true",
        "CONNECT [2001:db8::1]:443 HTTP/1.1|Host: other.example, 2001:db8::1, true",
        "CONNECT 192.0.2.9:443 HTTP/1.0|A: b, 192.0.2.9, true",
        "GET http://user:word@Real.Example.:8080/x HTTP/1.1|Host: other.example, real.example, true",
        "GET HTTPS://real.example?q=http://z.example HTTP/1.1|Host: other.example, real.example, true",
        "GET ws+unix-1.a://real.example HTTP/1.1|Host: other.example, real.example, true",
        "GET http:/x HTTP/1.1|Host: origin.example, origin.example, false",
        "GET /http://x.example/ HTTP/1.1|Host: origin.example, origin.example, false",
        "GET /?u=http://x.example/ HTTP/1.1|Host: origin.example, origin.example, false",
        "OPTIONS * HTTP/1.1|Host: origin.example, origin.example, false",
        "GET / HTTP/1.1|Host: first.example|Host: second.example, first.example, false",
        "GET / HTTP/1.1|X-Host: a.example|Hostess: b.example|Host: c.example, c.example, false",
        "GET / HTTP/1.1|Host : spaced.example,, false"
    })
    void theTargetBeatsTheHeader(String request, String name, boolean proxied) {
        byte[] bytes = ascii(request.replace("|", "\r\n") + "\r\n\r\n");
        TcpSide side = side(1).syn().send(0, bytes);
        assertThat(side.names()).isEqualTo(name == null ? List.of() : List.of(name));
        assertThat(decoder.packet().proxied()).isEqualTo(proxied);
        assertThat(decoder.packet().protocol()).isEqualTo("HTTP");
    }

    @Test
    void whatATunnelCarriesIsProxied() {
        byte[] connect = ascii("CONNECT bank.example:443 HTTP/1.1\r\n\r\n");
        byte[] hello = Hellos.hello("bank.example", 10);
        TcpSide side = side(1).syn().send(0, connect).send(connect.length, Arrays.copyOf(hello, 110));
        side.send(connect.length + 110, Arrays.copyOfRange(hello, 110, hello.length));
        assertThat(side.names()).containsExactly("bank.example", "bank.example");
        assertThat(decoder.packet().proxied()).isTrue();
        side.syn().send(0, hello);
        assertThat(side.names()).hasSize(3);
        assertThat(decoder.packet().proxied()).as("in a new connection").isFalse();
    }

    @Test
    void whatATunnelCarriesIsProxiedAlsoWhoseRequestWasNotCaptured() {
        new TcpSide(decoder, PORT, 20_001, 5).send(0, ascii("HTTP/1.1 200 Connection established\r\n\r\n"));
        TcpSide side = side(1).send(39, Hellos.hello("bank.example", 10));
        assertThat(side.names()).containsExactly("bank.example");
        assertThat(decoder.packet().proxied()).isTrue();
    }

    @Test
    void whatASocksProxyCarriesIsProxied() {
        TcpSide side =
                new TcpSide(decoder, 50000, 1080, 5).syn().send(0, FrameBuilder.hex("05 01 00 01 c6336402 01bb"));
        side.send(10, Hellos.hello("bank.example", 10));
        assertThat(side.names()).containsExactly("bank.example");
        assertThat(decoder.packet().proxied()).isTrue();
    }
}
