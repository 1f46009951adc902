package io.wadi.detect;

/**
 * A number or text that a detection's query uses as {@code :#name}.
 *
 * @param name its name in the query
 * @param value an {@link Integer}, {@link Double} or {@link String}, by the form of the header's default
 * @param unit unit of the value, for documentation
 * @param text its meaning, for documentation
 */
public record DetectionParameter(String name, Object value, String unit, String text) {

    /** Parses a value of a header: integer, decimal number, or text such as {@code {FTP,Telnet}}. */
    static Object read(String value) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException notWhole) {
            return readDecimal(value);
        }
    }

    private static Object readDecimal(String value) {
        try {
            return Double.valueOf(value);
        } catch (NumberFormatException notNumber) {
            return value;
        }
    }
}
