package io.wadi.ingest;

import io.wadi.flow.FlowCounters;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapSource;
import io.wadi.pipeline.Pipeline;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.Settings;
import java.util.concurrent.TimeUnit;

/** How much of what was read has got onto the topic. */
interface Publication {

    /** Waits until all that was read is published, or has failed to be. */
    void await(Progress progress) throws InterruptedException;

    /** Packets of a capture that Kafka has acknowledged. */
    long of(PcapSource source);

    /** Packets of a capture that Kafka refused permanently. */
    long refused(PcapSource source);

    /** That of a pipeline whose capture has been read to its end. */
    static Publication of(Pipeline pipeline, Settings settings) {
        return settings.get(CaptureSettings.AT) == CaptureAt.FLOWS ? new OfFlows(pipeline) : new OfPackets();
    }

    /** The capture's exchanges end with Kafka's acknowledgement. */
    final class OfPackets implements Publication {

        @Override
        public void await(Progress progress) {
            // A capture is at its end when its last exchange is.
        }

        @Override
        public long of(PcapSource source) {
            return source.counters().delivered();
        }

        @Override
        public long refused(PcapSource source) {
            return source.counters().refused();
        }
    }

    /** The capture's exchanges end in the aggregator, whose last group is still to be published. */
    final class OfFlows implements Publication {

        private static final long LOOK_MILLIS = 20;

        private final Pipeline pipeline;
        private final FlowCounters counters;

        OfFlows(Pipeline pipeline) {
            this.pipeline = pipeline;
            counters = pipeline.context().getRegistry().findSingleByType(FlowCounters.class);
        }

        @Override
        public void await(Progress progress) throws InterruptedException {
            PcapConsumer capture = pipeline.capture();
            pipeline.publishFlows();
            long packets = capture.counters().delivered();
            while (counters.getPublishedPackets() + counters.getRefusedPackets() + counters.getFailedPackets()
                    < packets) {
                progress.storing(packets);
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }

        @Override
        public long of(PcapSource source) {
            return counters.published(source.probe());
        }

        @Override
        public long refused(PcapSource source) {
            return counters.refused(source.probe());
        }
    }
}
