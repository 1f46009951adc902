package io.wadi.store;

import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;

/**
 * What a consumer does whose stored offset belongs to another topic of the same name (deleted and recreated), or lies
 * beyond the end of its partition: setting {@code wadi.offsets.beyond-end}.
 */
public enum BeyondEnd {
    /** Consume nothing and say so until somebody decides. The default: going on could count packets twice. */
    WAIT,
    /** Take the topic for a new one and begin with its oldest message. */
    RESTART;

    /**
     * What the settings say.
     *
     * @throws SettingException when it is neither
     */
    public static BeyondEnd of(Settings settings) {
        return settings.word("wadi.offsets.beyond-end", BeyondEnd.class);
    }
}
