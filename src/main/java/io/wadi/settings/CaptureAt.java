package io.wadi.settings;

import java.util.List;

/** Setting {@code wadi.capture.at}: what a capture publishes. */
public enum CaptureAt {
    /** Each packet as a message. The default. */
    PACKETS,
    /** Flows, aggregated by the probe, for busy links. They fill table {@code flows}, but not {@code traffic}. */
    FLOWS;

    /** The topic of the capture. */
    public static String topic(Settings settings) {
        return settings.get(
                settings.get(CaptureSettings.AT) == FLOWS ? KafkaSettings.FLOWS_TOPIC : KafkaSettings.TOPIC);
    }

    /** Whether messages of flows are stored: captures publish them, or exporters send flows. */
    public static boolean storesFlows(Settings settings) {
        return settings.get(CaptureSettings.AT) == FLOWS || settings.get(NetflowSettings.ENABLED);
    }

    /** The topics that are stored. */
    public static List<String> topics(Settings settings) {
        String packets = settings.get(KafkaSettings.TOPIC);
        return storesFlows(settings) ? List.of(packets, settings.get(KafkaSettings.FLOWS_TOPIC)) : List.of(packets);
    }
}
