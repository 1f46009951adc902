package io.wadi.detect;

import java.util.Locale;

/** How urgent an alert is. */
public enum Severity {
    /** Worth knowing. */
    LOW,
    /** Worth a look today. */
    MEDIUM,
    /** Worth a look now. */
    HIGH;

    /** The name as files, tables and messages have it: {@code low}, {@code medium}, {@code high}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
