package io.wadi.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wadi.packet.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slow routes and captures with many small batches use a bounded number of bytes. */
@Timeout(120)
class PcapMemoryTest extends PcapTestSupport {

    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final int MIB = 1 << 20;

    private final CountDownLatch open = new CountDownLatch(1);

    private void blocked(Exchange exchange) throws InterruptedException {
        keep(exchange);
        open.await();
    }

    /** Nothing has come for a while, because there is no room or because nothing is left. */
    private static void awaitRest(PcapConsumer consumer) {
        await().until(() -> consumer.getQueued() > 0);
        int[] before = {0};
        await().during(A_WHILE).until(() -> {
            boolean same = before[0] == consumer.getQueued();
            before[0] = consumer.getQueued();
            return same;
        });
    }

    @Test
    void aTinyFileThatIsReadForEverFillsItsBatchesAndHoldsNoMoreThanItMay() throws Exception {
        PcapFileBuilder.micros().packets(1, 3).write(folder.resolve("tiny.pcap"));
        PcapConsumer consumer = start(
                file(folder.resolve("tiny.pcap")) + "?repeat=0&queueSize=1000000&queueBytes=" + 4 * MIB, this::blocked);
        awaitRest(consumer);
        assertThat(consumer.getHeldBytesLimit()).isEqualTo(4 * MIB);
        assertThat(consumer.getHeldBytes()).isBetween((long) MIB / 2, 4L * MIB);
        open.countDown();
        await().until(() -> consumer.getDelivered() > 50_000);
        assertThat(batches).anyMatch(batch -> batch.size() == 1000);
        context.getRouteController().stopRoute(ROUTE, PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertAddsUp(consumer.counters());
        assertThat(consumer.getHeldBytes()).isZero();
    }

    @Test
    void manySmallFilesHoldLittle() throws Exception {
        int files = 500;
        for (int i = 0; i < files; i++) {
            PcapFileBuilder.micros().packets(1 + 5 * i, 5).write(folder.resolve("%03d.pcap".formatted(i)));
        }
        PcapConsumer consumer = start(file(folder) + "/*.pcap?queueBytes=" + 16 * MIB, this::blocked);
        await().until(() -> consumer.getQueued() == 5 * files);
        assertThat(consumer.getHeldBytes()).isLessThan(4 * MIB);
        open.countDown();
        awaitEnd(consumer);
        assertThat(sourcePorts()).hasSize(5 * files).isSorted();
        assertThat(consumer.sources()).allMatch(source -> source.counters().delivered() == 5);
        assertAddsUp(consumer.counters());
    }

    @Test
    void framesWaitForFullBatchesWhileManyAreOnTheirWay() throws Exception {
        PcapFileBuilder.micros().packets(1, 3_000).write(folder.resolve("slow.pcap"));
        PcapConsumer consumer =
                start(file(folder.resolve("slow.pcap")) + "?pace=2000&batchTimeoutMillis=1", this::blocked);
        await().until(() -> consumer.sources().get(0).state() == PcapSource.State.FINISHED);
        open.countDown();
        awaitEnd(consumer);
        assertThat(sourcePorts()).hasSize(3_000).isSorted();
        assertThat(batches).hasSizeLessThan(100);
    }

    @Test
    void aGiantFrameOfALinkLayerWithoutIpIsRejectedAndNotKept() throws Exception {
        int dbus = 231;
        PcapFileBuilder capture = PcapFileBuilder.micros(dbus, 128 * MIB);
        capture.record(1_700_000_000, 0, new byte[20 * MIB]).record(1_700_000_000, 0, new byte[100]);
        PcapConsumer consumer = read(file(capture.write(folder.resolve("dbus.pcap"))) + "?queueBytes=" + MIB);
        assertThat(consumer.counters().count(Outcome.REJECTED_LINK_TYPE)).isEqualTo(2);
        assertThat(consumer.counters().receivedBytes()).isEqualTo(20 * MIB + 100);
        assertAddsUp(consumer.counters());
    }

    @Test
    void byDefaultPacketsMayTakeThreeTenthsOfTheHeap() throws Exception {
        PcapFileBuilder.micros().packets(1, 1).write(folder.resolve("one.pcap"));
        PcapConsumer consumer = read(file(folder.resolve("one.pcap")));
        assertThat(consumer.getHeldBytesLimit()).isEqualTo(Runtime.getRuntime().maxMemory() * 3 / 10);
    }
}
