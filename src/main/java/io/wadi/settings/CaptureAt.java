package io.wadi.settings;

import java.util.List;

/** What a capture sends through Kafka: setting {@code wadi.capture.at}. */
public enum CaptureAt {
    /** Every packet, as a message of its own. The default. */
    PACKETS,
    /** Flows, aggregated at the probe, for busy links: table {@code flows} is filled, {@code traffic} is not. */
    FLOWS;

    /** The topic that a capture publishes on. */
    public static String topic(Settings settings) {
        return settings.get(
                settings.get(CaptureSettings.AT) == FLOWS ? KafkaSettings.FLOWS_TOPIC : KafkaSettings.TOPIC);
    }

    /** The topics that there are to be stored. */
    public static List<String> topics(Settings settings) {
        String packets = settings.get(KafkaSettings.TOPIC);
        return settings.get(CaptureSettings.AT) == FLOWS
                ? List.of(packets, settings.get(KafkaSettings.FLOWS_TOPIC))
                : List.of(packets);
    }
}
