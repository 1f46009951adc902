package io.wadi.geoip;

/** Text from a database file, which may be corrupt or come from anybody. */
final class DatabaseText {

    /** Maximum length in characters, about twice the longest name in MaxMind's databases. */
    static final int MAX_LENGTH = 255;

    private DatabaseText() {}

    /** The text. Null if it is blank, too long, or has a NUL, because PostgreSQL would refuse the whole batch. */
    static String clean(String text) {
        return text == null || text.isBlank() || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0 ? null : text;
    }
}
