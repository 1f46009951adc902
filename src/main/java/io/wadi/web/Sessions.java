package io.wadi.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * Who has logged in by the form, and not logged out. At most {@value #MOST} sessions are open; further ones close others.
 * Their ids are kept as hashes, in memory only. Thread-safe.
 */
final class Sessions {

    static final int MOST = 1_000;

    private static final int ID_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Cache<String, Session> open;
    private final Ticker ticker;

    /**
     * One session.
     *
     * @param login who logged in, and the password's hash then
     * @param token what requests that change something must repeat in a header, so that no other site can send them
     * @param begun time of the ticker
     */
    record Session(Login login, String token, long begun) {

        /** Whether a request knows the token. */
        boolean isToken(String given) {
            return given != null
                    && MessageDigest.isEqual(
                            token.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A new session, and the secret that opens it. */
    record Opened(String id, Session session) {}

    /**
     * No sessions yet.
     *
     * @param idle how long a session without requests stays open
     * @param longest how long any session stays open
     */
    Sessions(Duration idle, Duration longest) {
        this(idle, longest, Ticker.systemTicker());
    }

    Sessions(Duration idle, Duration longest, Ticker ticker) {
        this.ticker = ticker;
        open = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.<String, Session>accessing((id, session) -> left(session, idle, longest)))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    private Duration left(Session session, Duration idle, Duration longest) {
        Duration rest = longest.minusNanos(ticker.read() - session.begun());
        return rest.compareTo(idle) < 0 ? rest : idle;
    }

    /** Opens a session. */
    Opened open(Login login) {
        String id = random();
        Session session = new Session(login, random(), ticker.read());
        open.put(Credentials.digest(id), session);
        return new Opened(id, session);
    }

    /** The open session with this id; null if there is none. */
    Session find(String id) {
        return id == null ? null : open.getIfPresent(Credentials.digest(id));
    }

    /** Closes the session with this id, if it is open. */
    void close(String id) {
        if (id != null) {
            open.invalidate(Credentials.digest(id));
        }
    }

    /** How many are open. */
    long size() {
        open.cleanUp();
        return open.estimatedSize();
    }

    private static String random() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
