package io.wadi.settings;

import java.util.regex.Pattern;

/** Recognises settings, properties and variables by their names as secrets. */
public final class SecretNames {

    private static final Pattern SECRET =
            Pattern.compile("passw|pwd|secret|token|webhook|key|credential|jaas", Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    /** Whether the value of this name is taken for a secret. */
    public static boolean match(String name) {
        return SECRET.matcher(name).find();
    }
}
