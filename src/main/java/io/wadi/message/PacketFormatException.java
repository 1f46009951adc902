package io.wadi.message;

/** A message is neither a packet nor a flow; the exception gives the reason. */
public class PacketFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    public PacketFormatException(String message) {
        super(message, null, false, false);
    }
}
