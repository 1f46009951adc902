package io.wadi.settings;

import io.wadi.failure.OneSentence;

/** A setting is unknown or its value cannot be; the message names it and says what would do. */
public class SettingException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
