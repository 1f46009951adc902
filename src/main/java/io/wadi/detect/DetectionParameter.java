package io.wadi.detect;

/**
 * A number or text that a detection's query takes as {@code :#name}.
 *
 * @param name how the query calls it
 * @param value an {@link Integer}, {@link Double} or {@link String}, as the header's default reads
 * @param unit unit of the value, for readers
 * @param text what it means, for readers
 */
public record DetectionParameter(String name, Object value, String unit, String text) {

    /** A value as a header writes it: whole number, decimal number, or text such as {@code {FTP,Telnet}}. */
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
