package io.wadi.packet;

import static io.wadi.packet.FrameBuilder.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the body of a message says is no name, also where a segment begins with a request. */
class RequestBodyTest {

    private static final int PORT = 8530;
    private static final String NAME = "first.example";
    private static final byte[] FALSE_REQUEST = ascii("GET /x HTTP/1.1\r\nHost: false.example\r\n\r\n");
    private static final byte[] NEXT = ascii("GET /y HTTP/1.1\r\nHost: next.example\r\n\r\n");

    private final PacketDecoder decoder = new PacketDecoder("test/tcp");
    private final TcpSide client = new TcpSide(decoder, 20_000, PORT, 0x7fff_fff0);
    private final TcpSide server = new TcpSide(decoder, PORT, 20_000, 77);

    private static byte[] post(String header) {
        return ascii("POST / HTTP/1.1\r\nHost: " + NAME + "\r\n" + header + "\r\n\r\n");
    }

    private static byte[] withLength(long bytes) {
        return post("Content-Length: " + bytes);
    }

    @Test
    void ofSomeLengthIsNoRequestAndTheNextRequestIsOne() {
        byte[] header = withLength(2L * FALSE_REQUEST.length);
        byte[] stream = FrameBuilder.join(header, FALSE_REQUEST, FALSE_REQUEST, NEXT);
        for (int cut = 1; cut <= header.length; cut++) {
            TcpSide side = new TcpSide(decoder, 21_000 + cut, PORT, cut).syn();
            side.send(stream, 0, cut).send(stream, cut, header.length);
            for (int at = header.length; at < stream.length; at += FALSE_REQUEST.length) {
                side.send(stream, at, Math.min(stream.length, at + FALSE_REQUEST.length));
                assertThat(side.protocol()).isEqualTo("HTTP");
            }
            assertThat(side.names()).as("cut at %s", cut).containsExactly(NAME, "next.example");
        }
    }

    @Test
    void mayEndInTheMiddleOfASegment() {
        byte[] header = withLength(FALSE_REQUEST.length + 3L);
        byte[] stream = FrameBuilder.join(header, FALSE_REQUEST, ascii("end"), NEXT);
        for (int cut = header.length; cut < stream.length; cut++) {
            TcpSide side = new TcpSide(decoder, 21_000 + cut, PORT, cut).syn();
            side.send(stream, 0, header.length).send(stream, header.length, cut).send(stream, cut, stream.length);
            assertThat(side.names()).as("cut at %s", cut).containsExactly(NAME, "next.example");
            side = new TcpSide(decoder, 22_000 + cut, PORT, cut).syn();
            side.send(stream, 0, cut).send(stream, cut, stream.length);
            assertThat(side.names())
                    .as("header not alone, cut at %s", cut)
                    .first()
                    .isEqualTo(NAME);
            assertThat(side.names()).doesNotContain("false.example");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {70_000, 5_000_000, 1_000_000_000})
    void isLong(long length) {
        byte[] header = withLength(length);
        client.syn().send(0, header);
        for (long at = 0; at < length - FALSE_REQUEST.length; at += length / 100) {
            client.send(header.length + (int) at, FALSE_REQUEST);
        }
        client.send(header.length + (int) length, NEXT);
        assertThat(client.names()).containsExactly(NAME, "next.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked",
                "content-length: 3000000000",
                "Content-Length: 99999999999999999999999",
                "Content-Length: 2, 2",
                "Content-Length: -1",
                "Content-Length:",
                "Content-Length: 2\r\nTransfer-Encoding: gzip, chunked",
                "Content-Length: 2\r\nContent-Length: 80"
            })
    void withoutAKnownEndSilencesItsDirectionUntilTheNextConnection(String length) {
        byte[] header = post(length);
        client.syn().send(0, header);
        client.send(header.length, FALSE_REQUEST).send(header.length + FALSE_REQUEST.length, NEXT);
        assertThat(client.names()).containsExactly(NAME);
        assertThat(client.protocol()).isEqualTo("HTTP");
        client.syn().send(0, NEXT);
        assertThat(client.names()).containsExactly(NAME, "next.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0", "Content-Length:\t0 ", "A: Content-Length: 9"})
    void isEmpty(String header) {
        byte[] post = post(header);
        client.syn().send(0, post).send(post.length, NEXT);
        assertThat(client.names()).containsExactly(NAME, "next.example");
    }

    @Test
    void ofAnAnswerNamesNobody() {
        byte[] answer = ascii("HTTP/1.1 200 OK\r\nContent-Type: message/http\r\n\r\n");
        client.syn().send(0, NEXT);
        server.synAck().send(0, answer).send(answer.length, FALSE_REQUEST);
        assertThat(server.names()).isEmpty();
        assertThat(server.protocol()).isEqualTo("HTTP");
        client.send(NEXT.length, NEXT);
        assertThat(client.names()).containsExactly("next.example", "next.example");
    }

    @Test
    void isSentAgainWithItsHeader() {
        byte[] header = withLength(FALSE_REQUEST.length);
        client.syn().send(0, header).send(header.length, FALSE_REQUEST);
        client.send(0, header).send(header.length, FALSE_REQUEST).send(header.length + FALSE_REQUEST.length, NEXT);
        assertThat(client.names()).containsExactly(NAME, "next.example");
    }

    @ParameterizedTest
    @CsvSource({
        "2525, 220 mail.example ESMTP, SMTP",
        "1143, * OK IMAP4rev2 is ready, IMAP",
        "1119, 200 NNTP server is ready, NNTP",
        "1110, +OK POP3 server is ready, POP3"
    })
    void ofAMailNamesNobody(int port, String greeting, String protocol) {
        byte[] bytes = ascii(greeting + "\r\n");
        TcpSide mail = new TcpSide(decoder, port, 30_000, 1).synAck().send(0, bytes);
        assertThat(mail.protocol()).isEqualTo(protocol);
        mail.send(bytes.length, FALSE_REQUEST).send(bytes.length + FALSE_REQUEST.length, FALSE_REQUEST);
        TcpSide sender = new TcpSide(decoder, 30_000, port, 1).send(0, FALSE_REQUEST);
        assertThat(mail.names()).isEmpty();
        assertThat(sender.names()).isEmpty();
        assertThat(sender.protocol()).isEqualTo(protocol);
    }

    @Test
    void canBeSplitWhereverItBegins() {
        byte[] stream = FrameBuilder.join(withLength(FALSE_REQUEST.length), FALSE_REQUEST, NEXT);
        TcpSide side = new TcpSide(decoder, 31_000, PORT, 1).syn();
        for (int i = 0; i < stream.length; i++) {
            side.send(stream, i, i + 1);
        }
        assertThat(side.names()).containsExactly(NAME, "next.example");
        TcpSide backward = new TcpSide(decoder, 31_001, PORT, 1).syn();
        byte[] upToBody = Arrays.copyOf(stream, stream.length - NEXT.length);
        for (int i = upToBody.length; i-- > 0; ) {
            backward.send(stream, i, i + 1);
        }
        assertThat(backward.names()).containsExactly(NAME);
    }
}
