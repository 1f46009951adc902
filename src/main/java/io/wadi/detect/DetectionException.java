package io.wadi.detect;

import io.wadi.failure.OneSentence;

/** The file of a detection has an error; the message names file, line and error. */
class DetectionException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    public DetectionException(String message) {
        super(message);
    }

    DetectionException(String file, int line, String what) {
        super(file + ", line " + line + ": " + what);
    }
}
