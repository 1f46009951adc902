package io.wadi.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The only user of HTTP and JMX. It holds a hash instead of the password, and compares in constant time.
 */
final class Credentials {

    private static final String SCHEME = "basic ";
    private static final Credentials NONE = new Credentials("", new byte[0]);

    private final String user;
    private final byte[] hash;

    private Credentials(String user, byte[] hash) {
        this.user = user;
        this.hash = hash;
    }

    /** No user: nobody has to log in. */
    public static Credentials none() {
        return NONE;
    }

    /** A user name without a colon, and its password. */
    public static Credentials of(String user, String password) {
        return new Credentials(user, hash(user + ":" + password));
    }

    /** Whether a login is required. */
    public boolean required() {
        return hash.length > 0;
    }

    /** The user name; empty if no login is required. */
    public String user() {
        return user;
    }

    /** Whether user name and password are correct. */
    public boolean match(String givenUser, String givenPassword) {
        return required() && MessageDigest.isEqual(hash, hash(givenUser + ":" + givenPassword));
    }

    /** Whether an HTTP header {@code Authorization} (RFC 7617) is correct; the header may be null. */
    public boolean matchHeader(String authorization) {
        String pair = pair(authorization);
        return pair != null && required() && MessageDigest.isEqual(hash, hash(pair));
    }

    /** User name, colon and password of an HTTP header {@code Authorization}; null if it has none. */
    static String pair(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        try {
            byte[] pair = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            return new String(pair, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A text in whose place the header can be remembered. */
    static String digest(String authorization) {
        return HexFormat.of().formatHex(hash(authorization));
    }

    private static byte[] hash(String pair) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(pair.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return required() ? "user " + user : "no user";
    }
}
