package io.wadi.detect;

import io.wadi.failure.OneSentence;

/** A detection's file is not as it should be; the message names file, line and what is wrong. */
public class DetectionException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    public DetectionException(String message) {
        super(message);
    }

    DetectionException(String file, int line, String what) {
        super(file + ", line " + line + ": " + what);
    }
}
