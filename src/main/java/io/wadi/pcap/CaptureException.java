package io.wadi.pcap;

import io.wadi.failure.OneSentence;

/** A capture source cannot be opened or read; the message is one sentence with the source and the reason. */
public class CaptureException extends Exception implements OneSentence {

    private static final long serialVersionUID = 1L;

    public CaptureException(String message) {
        super(message);
    }

    public CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}
