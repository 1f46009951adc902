package io.wadi.ingest;

import io.wadi.flow.FlowCounters;
import io.wadi.pcap.PcapConsumer;
import io.wadi.pcap.PcapSource;
import io.wadi.pipeline.Pipeline;
import io.wadi.settings.CaptureAt;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.Settings;
import java.util.concurrent.TimeUnit;

/** Observes how many of the packets that were read are published. */
interface Publication {

    /** Waits until every packet is published or has failed. */
    void await(Progress progress) throws InterruptedException;

    /** Packets of a capture that Kafka has acknowledged. */
    long of(PcapSource source);

    /** Packets of a capture that Kafka has refused permanently. */
    long refused(PcapSource source);

    /** The publication of a pipeline that has read its captures. */
    static Publication of(Pipeline pipeline, Settings settings) {
        return settings.get(CaptureSettings.AT) == CaptureAt.FLOWS ? new OfFlows(pipeline) : new OfPackets();
    }

    /** For packets: an exchange of the capture ends when Kafka has acknowledged its messages. */
    final class OfPackets implements Publication {

        @Override
        public void await(Progress progress) {
            // The capture has ended when its last exchange has.
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

    /** For flows: an exchange of the capture ends in the aggregator, and the last group must still be published. */
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
