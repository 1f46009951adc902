package io.wadi.message;

import io.wadi.packet.Packet;
import io.wadi.pcap.CaptureException;
import io.wadi.pcap.CaptureReading;
import io.wadi.sample.SampleCapture;
import io.wadi.settings.MessageFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures the nanoseconds in which a packet of the synthetic capture is written and read in each format. Run it like
 * PacketDecoderBenchmark.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class PacketFormatBenchmark {

    private static final int PACKETS = 20_000;

    private static final int BATCH = 1_000;
    private static final int PARTITIONS = 6;

    @Param
    public MessageFormat format;

    /** Most packets in a message; JSON has one. */
    @Param({"1", "32"})
    public int most;

    private final List<Packet> packets = new ArrayList<>();
    private final List<byte[]> messages = new ArrayList<>();
    private final PacketRecordReader reader = new PacketRecordReader();
    private BatchWriter writer;

    /** Decodes a capture; packets are repeated up to the wanted number. */
    @Setup
    public void fill() throws IOException, CaptureException {
        Path file = Files.createTempFile("sample", ".pcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleCapture(PACKETS, SampleCapture.DEFAULT_SEED, SampleCapture.DEFAULT_START).write(out);
        }
        new CaptureReading(List.of(file), null, false).run((source, some) -> packets.addAll(some));
        Files.delete(file);
        for (int i = 0; packets.size() < PACKETS; i++) {
            packets.add(packets.get(i));
        }
        writer = BatchWriter.of(format, most);
        for (int i = 0; i < PACKETS; i += BATCH) {
            writer.write(packets.subList(i, i + BATCH), PARTITIONS).forEach(message -> messages.add(message.value()));
        }
    }

    /** One round through all packets; the score is for one. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public void write(Blackhole sink) {
        for (int i = 0; i < PACKETS; i += BATCH) {
            sink.consume(writer.write(packets.subList(i, i + BATCH), PARTITIONS));
        }
    }

    /** One round through all messages; the score is for one. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public void read(Blackhole sink) throws PacketFormatException {
        List<Packet> read = new ArrayList<>(BATCH);
        for (byte[] message : messages) {
            reader.read(message, Attempt.ALL, read);
            if (read.size() >= BATCH) {
                sink.consume(read);
                read = new ArrayList<>(BATCH);
            }
        }
    }
}
