package io.wadi.kubernetes;

import io.wadi.failure.OneSentence;

/** The names of a cluster cannot be had, or their file cannot be written; the message is one sentence for the user. */
final class KubernetesException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    KubernetesException(String message, Throwable cause) {
        super(message, cause);
    }
}
