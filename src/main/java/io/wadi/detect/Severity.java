package io.wadi.detect;

import java.util.Locale;

/** The urgency of an alert. */
public enum Severity {
    /** For information. */
    LOW,
    /** To be checked today. */
    MEDIUM,
    /** To be checked at once. */
    HIGH;

    /** The name in files, tables and messages: {@code low}, {@code medium}, {@code high}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
