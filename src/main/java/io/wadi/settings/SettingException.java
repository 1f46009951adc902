package io.wadi.settings;

import io.wadi.failure.OneSentence;

/** A setting is unknown or its value is not allowed; the message names the setting and the allowed values. */
public class SettingException extends RuntimeException implements OneSentence {

    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
