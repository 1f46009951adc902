package io.wadi.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.packet.app.SplitMessageCounts;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Sends mutated messages in mutated segments and datagrams to a long-lived decoder, and checks each packet. */
final class StreamFuzz {

    private static final int MOST_CHANGES = 4;
    private static final int PORTS = 50;
    private static final int[] SERVER_PORTS = {443, 80, 53, 5355, 8530, 1080, 25};
    private static final List<byte[]> MESSAGES = List.of(
            Hellos.hello("www.fuzz.example", 1300),
            Hellos.records(Hellos.message("www.fuzz.example", 200), 3, 90, 290),
            FrameBuilder.join("14 0303 0001 01", Hellos.hello("www.fuzz.example", 20)),
            FrameBuilder.ascii("GET http://www.fuzz.example/ HTTP/1.1\r\nHost: a.example:80\r\nA: b\r\n\r\n"),
            FrameBuilder.ascii("\r\nCONNECT [2001:db8::1]:443 HTTP/1.1\r\nHost: user@a.example.\r\n\r\n"),
            FrameBuilder.hex(
                    "0023 1234 0100 0001 0000 0000 0000 09 7463702d73706c6974 07 6578616d706c65 00 0001 0001"));

    private static final byte[] DTLS = Hellos.dtls("www.fuzz.example", 900);

    private final long seed;
    private final PacketDecoder decoder = new PacketDecoder("fuzz/streams");

    StreamFuzz(long seed) {
        this.seed = seed;
    }

    /** Sends the messages with these numbers; a failure tells its number and bytes. */
    void run(long from, long to) {
        for (long number = from; number < to; number++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_000_007L + number);
            sendFragments(random);
            byte[] start = MESSAGES.get(random.nextInt(MESSAGES.size()));
            byte[] other = MESSAGES.get(random.nextInt(MESSAGES.size()));
            byte[] message = random.nextBoolean()
                    ? start
                    : new ByteMutator(random).mutate(start, other, start.length, MOST_CHANGES);
            try {
                send(message, random);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "message " + number + ": " + HexFormat.of().formatHex(message), e);
            }
        }
    }

    private void send(byte[] message, SplittableRandom random) {
        int port = SERVER_PORTS[random.nextInt(SERVER_PORTS.length)];
        TcpSide side = new TcpSide(decoder, 50_000 + random.nextInt(PORTS), port, random.nextInt(8) * 100);
        if (random.nextInt(3) > 0) {
            side.syn();
        }
        int most = 1 + random.nextInt(Math.max(1, message.length));
        for (int i = random.nextInt(12); i >= 0; i--) {
            int from = random.nextInt(message.length + 1);
            byte[] part = Arrays.copyOfRange(message, from, Math.min(message.length, from + random.nextInt(most)));
            int offset = random.nextInt(16) == 0 ? from + random.nextInt(140_000) - 70_000 : from;
            side.sendCut(offset, part, random.nextInt(8) == 0 ? random.nextInt(part.length + 1) : part.length);
        }
        assertThat(side.names()).allMatch(name -> name.matches("[ -~&&[^A-Z]]{1,255}"));
    }

    private void sendFragments(SplittableRandom random) {
        DtlsClient client = new DtlsClient(decoder, 50_000 + random.nextInt(PORTS));
        int number = random.nextInt(3);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int from = random.nextInt(DTLS.length);
            int to = from + random.nextInt(DTLS.length - from + 1);
            byte[] record = DtlsClient.record(random.nextInt(8) / 7, number, DTLS, from, to);
            byte[] datagram = random.nextBoolean()
                    ? record
                    : new ByteMutator(random).mutate(record, DTLS, record.length, MOST_CHANGES);
            client.sendCut(datagram, random.nextInt(8) == 0 ? random.nextInt(datagram.length + 1) : datagram.length);
        }
        assertThat(client.names()).allMatch(name -> name.matches("[ -~&&[^A-Z]]{1,255}"));
    }

    SplitMessageCounts counts() {
        return decoder.counts().splitMessages();
    }
}
