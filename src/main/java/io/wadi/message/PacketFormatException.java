package io.wadi.message;

/** A message is no packet or flow; the exception says why. */
public class PacketFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    public PacketFormatException(String message) {
        super(message, null, false, false);
    }
}
