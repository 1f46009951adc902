package io.wadi.message;

import io.wadi.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads JSON of exactly the form that {@link JsonBytes} writes: no spaces, fields in a known order, texts of printable
 * ASCII without escapes, non-negative numbers without exponents. Anything else ends the reading: from there on every
 * value is 0 or null, and {@link #isComplete()} is false. Not thread-safe.
 */
public final class WrittenJson {

    /** A position after the end of every message, where nothing can be read. */
    private static final int NOWHERE = 1 << 30;

    private static final int MOST_DIGITS = 10;
    private static final int DIGITS_OF_NANOS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND - 1;
    private static final long[] NANOS_OF_DIGITS = {
        0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    private static final int FEW = 1_024;

    /** Conversations, or addresses, of packets, which come again and again. */
    public static final int MANY = 16_384;

    private static final int MOST_ADDRESS = 45;

    private final WrittenTexts<String> words = new WrittenTexts<>(FEW, Function.identity());
    private final WrittenTexts<String> conversations;
    private final WrittenTexts<IpAddress> addresses = new WrittenTexts<>(MANY, WrittenJson::parse);
    private byte[] bytes;
    private int at;
    private int textStart;
    private int textEnd;
    private int digits;

    /**
     * Creates a reader.
     *
     * @param conversations most conversations that it keeps, a power of two: a table larger than needed only misses the
     *     processor's caches
     */
    public WrittenJson(int conversations) {
        this.conversations = new WrittenTexts<>(conversations, Function.identity());
    }

    private static IpAddress parse(String text) {
        try {
            return IpAddress.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Starts to read a message. */
    public void of(byte[] message) {
        bytes = message;
        at = 0;
    }

    /** Whether all of the message was read, and all had the expected form. */
    public boolean isComplete() {
        return at == bytes.length;
    }

    /** Ends the reading: the message has not the expected form. */
    public void fail() {
        at = NOWHERE;
    }

    /** Reads a character that must follow. */
    void expect(char ascii) {
        if (!take(ascii)) {
            fail();
        }
    }

    /** Reads a character if it follows. */
    boolean take(char ascii) {
        if (at < bytes.length && bytes[at] == ascii) {
            at++;
            return true;
        }
        return false;
    }

    /** Reads a text that must follow, of brackets, commas and names. */
    void expect(FieldPattern pattern) {
        if (!take(pattern)) {
            fail();
        }
    }

    /** Reads a text of brackets, commas and names if it follows. */
    boolean take(FieldPattern pattern) {
        if (pattern.isAt(bytes, at)) {
            at += pattern.length();
            return true;
        }
        return false;
    }

    /** Opens the object that must follow. */
    public void open() {
        expect('{');
    }

    /** Closes the object that must end here. */
    public void close() {
        expect('}');
    }

    /** Reads the name of a field, with the comma before it unless it is the first one of its object, if it follows. */
    public boolean take(JsonName name) {
        if (at == NOWHERE) {
            return false;
        }
        int start = at;
        if (bytes[at - 1] != '{') {
            if (at == bytes.length || bytes[at] != ',') {
                return false;
            }
            start++;
        }
        if (!name.isAt(bytes, start)) {
            return false;
        }
        at = start + name.quotedWithColon.length;
        return true;
    }

    /** Reads the name of a field that must follow. */
    public void expect(JsonName name) {
        if (!take(name)) {
            fail();
        }
    }

    /** An integer from 0 to {@code most} of at most ten digits. */
    public long number(long most) {
        long number = wholeNumber();
        if (number > most) {
            fail();
            return 0;
        }
        return number;
    }

    /** Decimal seconds with one to nine digits after the point, as nanoseconds. */
    public long nanos() {
        long seconds = wholeNumber();
        expect('.');
        long fraction = digits();
        if (digits > DIGITS_OF_NANOS || seconds > MOST_SECONDS) {
            fail();
            return 0;
        }
        return seconds * NANOS_PER_SECOND + fraction * NANOS_OF_DIGITS[digits];
    }

    private long wholeNumber() {
        int start = at;
        long number = digits();
        if (digits > 1 && bytes[start] == '0') {
            fail();
            return 0;
        }
        return number;
    }

    /** One to ten decimal digits, as many as there are. */
    private long digits() {
        long word = EightBytes.at(bytes, at) ^ EightBytes.ONES * '0';
        // A digit is now 0 to 9, so that only other bytes get or keep the highest bit.
        long others = (word + EightBytes.ONES * (0x80 - 10) | word) & EightBytes.HIGHS;
        digits = Long.numberOfTrailingZeros(others) / Byte.SIZE;
        if (digits == 0) {
            fail();
            return 0;
        }
        long number = eightDigits(word << Long.SIZE - Byte.SIZE * digits);
        at += digits;
        return digits < Long.BYTES ? number : moreDigits(number);
    }

    /** The number of eight digits 0 to 9, the first one in the lowest byte: sums up pairs, then fours, then all. */
    private static long eightDigits(long digits) {
        long pairs = digits * (10 << 8 | 1) >>> 8 & 0x00ff_00ff_00ff_00ffL;
        long fours = pairs * (100L << 16 | 1) >>> 16 & 0x0000_ffff_0000_ffffL;
        return fours * (10_000L << 32 | 1) >>> 32;
    }

    private long moreDigits(long firstEight) {
        long number = firstEight;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            if (digits++ == MOST_DIGITS) {
                fail();
                return 0;
            }
            number = number * 10 + bytes[at++] - '0';
        }
        return number;
    }

    /** An IP address as text. */
    public IpAddress address() {
        return text(addresses, MOST_ADDRESS);
    }

    /** One of few texts of at most {@code most} characters that messages repeat. */
    public String word(int most) {
        return text(words, most);
    }

    /** The id of a conversation, of at most {@code most} characters. There are many of them, each in many messages. */
    public String conversation(int most) {
        return text(conversations, most);
    }

    private <T> T text(WrittenTexts<T> texts, int most) {
        long hash = scanText(most);
        if (at == NOWHERE) {
            return null;
        }
        T value = texts.get(bytes, textStart, textEnd, hash);
        if (value == null) {
            fail();
        }
        return value;
    }

    /** A text of at most {@code most} characters that messages rarely repeat. */
    public String text(int most) {
        scanText(most);
        return at == NOWHERE ? null : new String(bytes, textStart, textEnd - textStart, StandardCharsets.ISO_8859_1);
    }

    /**
     * The object that is the last field of the message, and may be that of earlier messages too.
     *
     * @param known finds it by its bytes
     * @param read reads it from bracket to bracket if it is not known
     */
    public <T> T lastObject(WrittenObjects<T> known, Supplier<T> read) {
        int from = at;
        int end = bytes.length - 1;
        T value = known.find(bytes, from, end);
        if (value != null) {
            at = end;
            return value;
        }
        value = read.get();
        if (at == end) {
            known.keep(bytes, from, end, value);
        }
        return value;
    }

    /** Passes over a text. */
    public void skipText() {
        scanText(Integer.MAX_VALUE);
    }

    /** Passes over a quoted text and notes where it is; returns a hash of it. */
    private long scanText(int most) {
        expect('"');
        textStart = at;
        long hash = 0;
        for (int i = at; i < bytes.length; i += Long.BYTES) {
            long word = EightBytes.at(bytes, i);
            long ends = EightBytes.special(word);
            if (ends != 0) {
                int before = Long.numberOfTrailingZeros(ends) & -Byte.SIZE;
                textEnd = i + before / Byte.SIZE;
                at = textEnd - textStart > most ? NOWHERE : textEnd;
                expect('"');
                return EightBytes.mix(hash, before == 0 ? 0 : word & -1L >>> Long.SIZE - before);
            }
            hash = EightBytes.mix(hash, word);
        }
        fail();
        return 0;
    }
}
