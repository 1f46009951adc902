package io.wadi.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Compares a reader that takes a short way for messages of one form with one that parses all.
 *
 * @param reader reads the short way where it can
 * @param parser never does
 * @param isTaken whether the short way takes a message
 */
public record BothWays<T>(Reading<T> reader, Reading<T> parser, Predicate<byte[]> isTaken) {

    private static final int MUTATIONS = 100_000;

    /** Reads a message. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(byte[] message) throws PacketFormatException;
    }

    private static <T> Object result(Reading<T> reading, byte[] message) {
        try {
            return reading.read(message);
        } catch (PacketFormatException e) {
            return e.getMessage();
        }
    }

    /** Both give the same value or the same reason. */
    public void assertSame(byte[] message) {
        assertThat(result(reader, message))
                .as(new String(message, StandardCharsets.ISO_8859_1))
                .isEqualTo(result(parser, message));
    }

    /** The short way takes it, and reads what the parser reads. */
    public void assertTaken(byte[] message) {
        assertThat(isTaken.test(message))
                .as(new String(message, StandardCharsets.ISO_8859_1))
                .isTrue();
        assertSame(message);
    }

    /** The short way leaves it to the parser. */
    public void assertLeft(byte[] message) {
        assertThat(isTaken.test(message))
                .as(new String(message, StandardCharsets.ISO_8859_1))
                .isFalse();
        assertSame(message);
    }

    /** The short way leaves each beginning of a message to the parser. */
    public void assertEveryCutIsLeft(byte[] whole) {
        for (int length = 0; length < whole.length; length++) {
            assertLeft(Arrays.copyOf(whole, length));
        }
    }

    /** Both read messages with one or two random changes alike. */
    public void assertMutationsAreSame(List<byte[]> messages, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] message = messages.get(random.nextInt(messages.size()));
            for (int changes = 1 + random.nextInt(2); changes > 0 && message.length > 0; changes--) {
                message = MutatedJson.of(message, random);
            }
            assertSame(message);
        }
    }
}
