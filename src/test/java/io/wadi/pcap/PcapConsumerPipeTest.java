package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wadi.faults.LogLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures that can be read only once: FIFOs and other pipes. */
class PcapConsumerPipeTest extends PcapTestSupport {

    /** Bytes of a pcap file before its first record. */
    private static final int HEADER = 24;

    private Path fifo() throws Exception {
        Path fifo = folder.resolve("a fifo");
        try {
            int status = new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
            assumeTrue(status == 0, "this file system has no FIFOs");
        } catch (IOException e) {
            assumeTrue(false, "there is no mkfifo here");
        }
        return fifo;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsAFifo(boolean packed) throws Exception {
        byte[] capture = PcapFileBuilder.micros().packets(1, 20_000).toBytes();
        Path fifo = fifo();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.write(fifo, packed ? PcapFileBuilder.gzip(capture) : capture);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        PcapConsumer consumer = read(file(fifo));
        writer.get();
        assertThat(packets()).hasSize(20_000);
        assertAddsUp(consumer.counters());
        assertThat(consumer.sources()).extracting(PcapSource::problem).containsOnlyNulls();
    }

    /** No other route could start or stop until then. */
    @Test
    @Timeout(60)
    void startsAndStopsWhileNobodyWritesToAFifo() throws Exception {
        Path fifo = fifo();
        PcapConsumer consumer = start(file(fifo));
        assertThat(consumer.sources()).extracting(PcapSource::problem).containsOnlyNulls();
        stopWaiting(consumer);
        try (OutputStream out = Files.newOutputStream(fifo)) {
            // The capture thread waits in the open of the FIFO, which no interrupt ends.
            assertThat(packets()).isEmpty();
        }
    }

    /** As Camel stops a route. There are no packets to wait for, so nothing is late. */
    private static void stopWaiting(PcapConsumer consumer) {
        await().until(() -> consumer.sources().get(0).state() == PcapSource.State.READING);
        try (LogLines log = new LogLines(CaptureRest.class.getName())) {
            consumer.suspend();
            consumer.stop();
            assertThat(log.lines()).isEmpty();
        }
    }

    /** The stopped consumer must not take from the pipe what the next one waits for, such as that of an edited route. */
    @Test
    @Timeout(60)
    void theNextConsumerGetsEverything() throws Exception {
        byte[] capture = PcapFileBuilder.micros().packets(1, 20_000).toBytes();
        Path fifo = fifo();
        stopWaiting(start(file(fifo)));
        stopWaiting(start(file(fifo)));
        PcapConsumer consumer = start(file(fifo));
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.write(fifo, capture);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        awaitEnd(consumer);
        writer.get();
        assertThat(consumer.sources()).extracting(PcapSource::problem).containsOnlyNulls();
        assertThat(packets()).hasSize(20_000);
    }

    /** Who watches a live capture through a pipe wants to see packets while it is being written. */
    @Test
    void deliversWhatALiveWriterHasWritten() throws Exception {
        byte[] capture = PcapFileBuilder.micros().packets(1, 2_000).toBytes();
        Path fifo = fifo();
        CompletableFuture<OutputStream> opened = CompletableFuture.supplyAsync(() -> {
            try {
                OutputStream out = Files.newOutputStream(fifo);
                out.write(capture, 0, capture.length / 2);
                return out;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        PcapConsumer consumer = start(file(fifo) + "?batchSize=10");
        try (OutputStream out = opened.get()) {
            // The half ends within the thousandth packet.
            await().untilAsserted(() -> assertThat(packets()).hasSize(999));
            out.write(capture, capture.length / 2, capture.length - capture.length / 2);
        }
        awaitEnd(consumer);
        assertThat(packets()).hasSize(2_000);
    }

    /** A few packets a second would fill an exchange of 1,000 after minutes. */
    @Test
    void deliversWhatASlowWriterHasWrittenWithoutWaitingForMore() throws Exception {
        Path before = PcapFileBuilder.micros().packets(101, 2).write(folder.resolve("before.pcap"));
        Path fifo = fifo();
        context.getRegistry().bind("captures", List.of(before, fifo));
        PcapConsumer consumer = start("pcap:file:list?files=#captures");
        await().untilAsserted(() -> assertThat(sourcePorts()).containsExactly(101, 102));
        byte[] capture = PcapFileBuilder.micros().packets(1, 5).toBytes();
        int packet = (capture.length - HEADER) / 5;
        try (OutputStream out = Files.newOutputStream(fifo)) {
            out.write(capture, 0, HEADER);
            for (int i = 0; i < 5; i++) {
                out.write(capture, HEADER + i * packet, packet);
                int sofar = 3 + i;
                await().untilAsserted(() -> assertThat(packets()).hasSize(sofar));
            }
        }
        awaitEnd(consumer);
        assertThat(sourcePorts()).containsExactly(101, 102, 1, 2, 3, 4, 5);
        assertAddsUp(consumer.counters());
    }

    @Test
    void aCheckLeavesAFifoAlone() throws Exception {
        CaptureFiles.check(fifo());
        assertThat(CaptureFiles.isReadOnce(Path.of("-"))).isTrue();
        assertThat(CaptureFiles.isReadOnce(folder)).isFalse();
        assertThat(CaptureFiles.isReadOnce(folder.resolve("gone"))).isFalse();
    }
}
