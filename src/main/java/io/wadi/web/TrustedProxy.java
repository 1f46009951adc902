package io.wadi.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.wadi.metrics.Meters;
import io.wadi.net.AddressRange;
import io.wadi.net.IpAddress;
import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy that logs users in and names them in a header. The header counts only from the proxy's addresses; from others it is
 * ignored, counted and said. Thread-safe.
 */
final class TrustedProxy implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(TrustedProxy.class);

    private static final Pattern NAME = Pattern.compile("[^\\p{C}\\p{Z}]{1,128}");
    private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

    private final String userHeader;
    private final String roleHeader;
    private final List<AddressRange> addresses;
    private final AtomicLong ignored = new AtomicLong();
    private final AtomicLong said = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    private TrustedProxy(String userHeader, String roleHeader, List<AddressRange> addresses) {
        this.userHeader = userHeader;
        this.roleHeader = roleHeader;
        this.addresses = List.copyOf(addresses);
    }

    /**
     * Reads the settings {@code wadi.http.proxy-*}.
     *
     * @throws SettingException if there is a header, but no address that it may come from
     */
    static TrustedProxy of(Settings settings) {
        String user = settings.get(WebSettings.PROXY_USER);
        String role = settings.get(WebSettings.PROXY_ROLE);
        List<AddressRange> addresses = settings.get(WebSettings.PROXY_ADDRESSES);
        if (!user.isEmpty() && addresses.isEmpty()) {
            throw new SettingException(
                    "Setting wadi.http.proxy-user-header needs wadi.http.proxy-addresses: the addresses"
                            + " of the proxy, from which alone the header counts");
        }
        if (user.isEmpty() && !role.isEmpty()) {
            throw new SettingException("Setting wadi.http.proxy-role-header needs wadi.http.proxy-user-header");
        }
        return new TrustedProxy(user, role, addresses);
    }

    /** Whether it names users. */
    boolean namesUsers() {
        return !userHeader.isEmpty();
    }

    /** The user that the proxy names; empty if the request is not from it, or does not name exactly one. */
    Optional<String> user(HttpServerRequest request) {
        if (!namesUsers()) {
            return Optional.empty();
        }
        List<String> named = request.headers().getAll(userHeader);
        if (!named.isEmpty() && !isFrom(request)) {
            ignore(request);
            return Optional.empty();
        }
        return named.size() == 1 ? name(named.get(0)) : Optional.empty();
    }

    /** Header fields are bytes, which the server reads as Latin-1 (RFC 9110, section 5.5); proxies write names in UTF-8. */
    private static Optional<String> name(String field) {
        try {
            String name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(field.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
            return Optional.of(name).filter(text -> NAME.matcher(text).matches());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The roles or groups that the proxy names, separated by commas; only of requests with a {@link #user}. */
    String roles(HttpServerRequest request) {
        return roleHeader.isEmpty() ? "" : String.join(",", request.headers().getAll(roleHeader));
    }

    /**
     * Whether the browser's connection is encrypted, as the server, the proxy or the browser says. The latter is not checked:
     * whoever lies gets a cookie that the own browser does not send.
     */
    boolean isEncrypted(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return request.isSSL()
                || origin != null && origin.startsWith("https://")
                || isFrom(request) && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    private boolean isFrom(HttpServerRequest request) {
        if (addresses.isEmpty()) {
            return false;
        }
        IpAddress sender = IpAddress.parse(request.remoteAddress().hostAddress().replaceFirst("%.*", ""));
        return addresses.stream().anyMatch(range -> range.contains(sender));
    }

    private void ignore(HttpServerRequest request) {
        ignored.incrementAndGet();
        long now = System.nanoTime();
        long last = said.get();
        if (now - last >= QUIET_NANOS && said.compareAndSet(last, now)) {
            LOG.warn(
                    "Ignored header {} from {}: it counts only from wadi.http.proxy-addresses",
                    userHeader,
                    request.remoteAddress().hostAddress());
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters.of(registry, this)
                .counter(
                        "wadi.http.proxy.ignored",
                        "Requests whose header names a user, but that do not come from the proxy",
                        proxy -> proxy.ignored.get());
    }
}
