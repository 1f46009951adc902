package io.wadi.packet;

import io.wadi.message.PacketFormatException;
import io.wadi.message.PacketJsonReader;
import io.wadi.message.PacketJsonWriter;
import io.wadi.sample.SampleCapture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures messages of the synthetic capture written and read per second and core. Run it like PacketDecoderBenchmark.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@State(Scope.Thread)
public class PacketJsonBenchmark {

    private static final int PACKETS = 20_000;
    private static final int FILE_HEADER = 24;

    private final List<Packet> packets = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private final PacketJsonWriter writer = new PacketJsonWriter();
    private final PacketJsonReader reader = new PacketJsonReader();

    /** Decodes a capture; what is no packet is left out, and the rest repeated up to the wanted number. */
    @Setup
    public void fill() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new SampleCapture(PACKETS, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(file);
        ByteBuffer frames = ByteBuffer.wrap(file.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        PacketDecoder decoder = new PacketDecoder("bench/file");
        frames.position(FILE_HEADER);
        while (frames.hasRemaining()) {
            long nanos = frames.getInt() * 1_000_000_000L + frames.getInt();
            int length = frames.getInt();
            frames.getInt();
            if (decoder.decode(1, frames.array(), frames.position(), length, length, nanos) == Outcome.DECODED) {
                packets.add(decoder.packet());
            }
            frames.position(frames.position() + length);
        }
        for (int i = 0; packets.size() < PACKETS; i++) {
            packets.add(packets.get(i));
        }
        packets.forEach(packet -> messages.add(writer.write(packet)));
    }

    /** One round through all packets; the score counts packets. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public void write(Blackhole sink) {
        for (Packet packet : packets) {
            sink.consume(writer.write(packet));
        }
    }

    /** One round through all messages; the score counts packets. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public void read(Blackhole sink) throws PacketFormatException {
        for (byte[] message : messages) {
            sink.consume(reader.read(message));
        }
    }
}
