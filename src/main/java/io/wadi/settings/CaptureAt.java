package io.wadi.settings;

import java.util.List;
import java.util.Locale;

/** What a capture sends through Kafka: setting {@code wadi.capture.at}. */
public enum CaptureAt {
    /** Every packet, as a message of its own. The default. */
    PACKETS,
    /** What packets add up to at the probe, for busy links: table {@code flows} is filled, {@code traffic} is not. */
    FLOWS;

    private static final String SETTING = "wadi.capture.at";

    /**
     * What the settings say.
     *
     * @throws SettingException when it is neither
     */
    public static CaptureAt of(Settings settings) {
        String value = settings.get(SETTING);
        try {
            return valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new SettingException("Setting " + SETTING + " is " + value + "; say packets or flows");
        }
    }

    /** The topics that there are to be stored. */
    public static List<String> topics(Settings settings) {
        String packets = settings.get("wadi.topic");
        return of(settings) == FLOWS ? List.of(packets, settings.get("wadi.topic.flows")) : List.of(packets);
    }
}
