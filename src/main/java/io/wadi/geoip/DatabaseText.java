package io.wadi.geoip;

/** Text from a database file, which may be corrupt or made by anybody. */
final class DatabaseText {

    /** Characters; the longest name in MaxMind's databases has about half as many. */
    static final int MAX_LENGTH = 255;

    private DatabaseText() {}

    /** The text, or null where it is blank, too long, or has a NUL, for which PostgreSQL refuses the whole batch. */
    static String clean(String text) {
        return text == null || text.isBlank() || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0 ? null : text;
    }
}
