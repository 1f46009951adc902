package io.wadi.packet;

import io.wadi.net.IpAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures packets decoded per second and core: TCP and UDP over IPv4 and Ethernet, in 2,000 conversations, as a
 * capture delivers them. The goal is 2 million. Run it on an idle machine: {@code mvn -Pjmh verify -DskipTests}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class PacketDecoderBenchmark {

    private static final int PACKETS = 8192;
    private static final int CONVERSATIONS = 2000;
    private static final int FIRST_ADDRESS = 0x0a000000;
    private static final int FIRST_PORT = 20_000;

    /** Transport and server's port of the packets. */
    @Param({"tcp-443", "tcp-other", "udp-other", "udp-dns"})
    private String traffic;

    private final PacketDecoder decoder = new PacketDecoder("bench/file");
    private final int[] offset = new int[PACKETS];
    private final int[] length = new int[PACKETS];
    private byte[] bytes;

    /** Writes the frames one behind the other. */
    @Setup
    public void fill() {
        ByteBuffer frames = ByteBuffer.allocate(PACKETS * 256);
        Random random = new Random(7);
        for (int i = 0; i < PACKETS; i++) {
            byte[] frame = frame(random.nextInt(CONVERSATIONS), random.nextBoolean(), random);
            offset[i] = frames.position();
            length[i] = frame.length;
            frames.put(frame);
        }
        bytes = frames.array();
    }

    private byte[] frame(int conversation, boolean request, Random random) {
        IpAddress client = IpAddress.v4(FIRST_ADDRESS + conversation % 50);
        IpAddress server = IpAddress.v4(FIRST_ADDRESS + 0x10000 + conversation % 97);
        int clientPort = FIRST_PORT + conversation;
        int port = serverPort();
        byte[] content = traffic.startsWith("tcp")
                ? FrameBuilder.tcp(request ? clientPort : port, request ? port : clientPort, 0x18, opaque(random))
                : FrameBuilder.udp(request ? clientPort : port, request ? port : clientPort, datagram(random));
        int protocol = traffic.startsWith("tcp") ? FrameBuilder.TCP : FrameBuilder.UDP;
        byte[] packet = FrameBuilder.ipv4(request ? client : server, request ? server : client, protocol, 0, content);
        return FrameBuilder.ethernet(FrameBuilder.IPV4, packet);
    }

    private int serverPort() {
        return switch (traffic) {
            case "tcp-443" -> 443;
            case "udp-dns" -> 53;
            default -> 9999;
        };
    }

    private byte[] datagram(Random random) {
        return traffic.equals("udp-dns")
                ? FrameBuilder.hex("1234 0100 0001 0000 0000 0000 07 6578616d706c65 03 6f7267 00 0001 0001")
                : opaque(random);
    }

    /** The middle of an encrypted stream. */
    private static byte[] opaque(Random random) {
        byte[] payload = new byte[120];
        random.nextBytes(payload);
        return payload;
    }

    /** One round through all frames; the score counts frames. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public void decode(Blackhole sink) {
        for (int i = 0; i < PACKETS; i++) {
            decoder.decode(1, bytes, offset[i], length[i], length[i], 1_700_000_000_000_000_000L + i);
            sink.consume(decoder.packet());
        }
    }
}
