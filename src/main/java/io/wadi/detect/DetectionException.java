package io.wadi.detect;

/** A detection's file is not as it should be; the message names file, line and what is wrong. */
public class DetectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DetectionException(String message) {
        super(message);
    }

    DetectionException(String file, int line, String what) {
        super(file + ", line " + line + ": " + what);
    }
}
