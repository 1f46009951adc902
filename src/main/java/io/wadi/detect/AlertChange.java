package io.wadi.detect;

import java.util.Locale;

/** A change of an alert's state. */
enum AlertChange {
    OPENED,
    ACKNOWLEDGED,
    CLOSED;

    /** The name in tables and messages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
