package io.wadi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpConnectionTest {

    private static final int CLIENT_PORT = 50_000;
    private static final int FLAGS = 13;
    private static final Direction PATH = new Direction(
            new Endpoint(1, IpAddress.parse("192.168.1.2"), CLIENT_PORT, 64),
            new Endpoint(2, IpAddress.parse("192.0.2.1"), 443, 50));
    private static final byte[] HEAD = {1, 2, 3};
    private static final List<Message> MESSAGES = List.of(
            new Message(true, 0, HEAD, 517),
            new Message(false, 1_000, HEAD, 40_000),
            new Message(false, 0, HEAD, 1_460),
            new Message(true, 90_000_000, HEAD, 30_000),
            new Message(true, 0, HEAD, 10),
            new Message(false, 50_000_000, HEAD, 3));

    /** One side's stream, put together again as its receiver would. */
    private static final class Stream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int first;
        private int again;

        void segment(int sequence, byte[] payload) {
            if (payload.length == 0) {
                return;
            }
            int at = sequence - first - 1;
            assertThat(at).as("no gap in the stream").isLessThanOrEqualTo(bytes.size());
            if (at < bytes.size()) {
                again++;
                assertThat(bytes.toByteArray()).as("the same bytes again").endsWith(payload);
            } else {
                bytes.writeBytes(payload);
            }
        }
    }

    private final Stream client = new Stream();
    private final Stream server = new Stream();
    private final List<Captured> segments = new ArrayList<>();

    private void run(long seed, List<Message> messages) {
        TcpConnection conversation = new TcpConnection(PATH, 20_000_000, messages, new Dice(seed));
        FrameWriter writer = new FrameWriter();
        long pause;
        do {
            pause = conversation.next(writer);
            segments.add(Captured.of(writer));
            assertThat(pause).isGreaterThanOrEqualTo(Conversation.DONE);
        } while (pause != Conversation.DONE);
    }

    private void follow() {
        for (Captured segment : segments) {
            int at = segment.transportAt();
            boolean fromClient = segment.u16(at) == CLIENT_PORT;
            Stream own = fromClient ? client : server;
            Stream others = fromClient ? server : client;
            if ((segment.u8(at + FLAGS) & FrameWriter.SYN) != 0) {
                own.first = segment.i32(at + 4);
                continue;
            }
            own.segment(segment.i32(at + 4), segment.payload());
            int acknowledged = segment.i32(at + 8) - others.first - 1;
            assertThat(acknowledged).isBetween(0, others.bytes.size() + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bothSidesSayEverythingInOrder(long seed) {
        run(seed, MESSAGES);
        follow();
        assertThat(client.bytes.size()).isEqualTo(517 + 30_000 + 10);
        assertThat(server.bytes.size()).isEqualTo(40_000 + 1_460 + 3);
        assertThat(client.bytes.toByteArray()).startsWith(HEAD);
    }

    @Test
    void beginsWithTheHandshakeAndEndsWithFinOrReset() {
        for (long seed = 0; seed < 40; seed++) {
            segments.clear();
            run(seed, List.of(new Message(true, 0, HEAD, 100), new Message(false, 0, HEAD, 100)));
            List<Integer> flags = segments.stream()
                    .map(segment -> segment.u8(segment.transportAt() + FLAGS))
                    .toList();
            assertThat(flags).startsWith(FrameWriter.SYN, FrameWriter.SYN | FrameWriter.ACK, FrameWriter.ACK);
            if (flags.get(flags.size() - 1) != (FrameWriter.RST | FrameWriter.ACK)) {
                int fin = FrameWriter.FIN | FrameWriter.ACK;
                assertThat(flags).endsWith(fin, fin, FrameWriter.ACK);
            }
        }
    }

    @Test
    void nowAndThenASegmentIsSentAgain() {
        run(3, List.of(new Message(false, 0, HEAD, 3_000_000)));
        follow();
        assertThat(server.again).isBetween(1, 30);
        assertThat(server.bytes.size()).isEqualTo(3_000_000);
    }
}
