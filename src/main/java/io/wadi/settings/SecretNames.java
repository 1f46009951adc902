package io.wadi.settings;

import java.util.regex.Pattern;

/** Recognises settings, properties and variables by their names as secrets. */
public final class SecretNames {

    /**
     * {@code pass} and {@code pw} as words of their own, as in {@code SMTP_PASS} and {@code dbPass}, and not as in {@code bypass}; part of a
     * regular expression that ignores case.
     */
    public static final String SHORT_WORDS = "(?<![A-Za-z])(?:pass|pw)(?![A-Za-z])"
            + "|(?-i:(?<=[a-z0-9])(?:Pass|PASS|Pw|PW)(?![a-z]))|(?-i:(?<![A-Za-z])(?:pass|pw)(?=[A-Z]))";

    private static final Pattern SECRET = Pattern.compile(
            "passw|pwd|passphrase|passcode|secret|token|webhook|key|credential|jaas|" + SHORT_WORDS,
            Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    /** Whether the value of this name is taken for a secret. */
    public static boolean match(String name) {
        return SECRET.matcher(name).find();
    }
}
