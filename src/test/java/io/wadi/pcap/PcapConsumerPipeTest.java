package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures that can be read once only: FIFOs and other pipes. */
class PcapConsumerPipeTest extends PcapTestSupport {

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
            // libpcap hands on what fills its buffer of 4 KiB, some 50 of these packets.
            await().untilAsserted(() -> assertThat(packets()).hasSizeGreaterThan(800));
            out.write(capture, capture.length / 2, capture.length - capture.length / 2);
        }
        awaitEnd(consumer);
        assertThat(packets()).hasSize(2_000);
    }

    @Test
    void aCheckLeavesAFifoAlone() throws Exception {
        CaptureFiles.check(fifo());
        assertThat(CaptureFiles.isReadOnce(Path.of("-"))).isTrue();
        assertThat(CaptureFiles.isReadOnce(folder)).isFalse();
        assertThat(CaptureFiles.isReadOnce(folder.resolve("gone"))).isFalse();
    }
}
