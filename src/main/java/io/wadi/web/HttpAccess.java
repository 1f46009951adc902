package io.wadi.web;

import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The address of the HTTP server and who has access.
 *
 * @param host address to listen on, as a name or a number
 * @param port TCP port; 0 for any free port
 * @param credentials the login; {@link Credentials#none()} admits everyone who reaches the loopback address
 * @param logins all who may log in, {@code credentials} included
 * @param sessions who has logged in by the form
 * @param proxy what may name users in a header
 * @param maxBodyBytes largest request body in bytes
 * @param requestsPerSecond sustained request rate of one client
 */
record HttpAccess(
        String host,
        int port,
        Credentials credentials,
        Logins logins,
        Sessions sessions,
        TrustedProxy proxy,
        int maxBodyBytes,
        int requestsPerSecond) {

    /**
     * Reads the settings {@code wadi.http.*}.
     *
     * @throws SettingException if one is invalid, or if other machines could reach the server without a password
     */
    public static HttpAccess of(Settings settings) {
        String user = settings.get(WebSettings.USER);
        String password = settings.get(WebSettings.PASSWORD);
        if (user.isEmpty() != password.isEmpty()) {
            throw new SettingException("Set both wadi.http.user and wadi.http.password, or neither");
        }
        Credentials credentials = user.isEmpty() ? Credentials.none() : Credentials.of(user, password);
        HttpAccess access = new HttpAccess(
                settings.get(WebSettings.HOST),
                settings.get(WebSettings.PORT),
                credentials,
                new Logins(credentials, settings.get(WebSettings.USERS).orElse(null)),
                new Sessions(settings.get(WebSettings.SESSION_IDLE), settings.get(WebSettings.SESSION_LONGEST)),
                TrustedProxy.of(settings),
                settings.get(WebSettings.MAX_BODY),
                settings.get(WebSettings.REQUESTS_PER_SECOND));
        access.refuseOpenDoor();
        return access;
    }

    /** Whether a request needs a user. */
    boolean isClosed() {
        return logins.required() || proxy.namesUsers();
    }

    private void refuseOpenDoor() {
        if (!isClosed() && !isLoopback()) {
            throw new SettingException("Setting wadi.http.host is " + host + ", which other machines reach: set"
                    + " wadi.http.user and wadi.http.password, or wadi.http.users, or listen on 127.0.0.1");
        }
    }

    /** Host and port for messages. */
    String shown() {
        return shown(host, port);
    }

    static String shown(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** The address to listen on. */
    InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new SettingException(
                    "Setting wadi.http.host is " + host + ", which is not an address of this machine");
        }
    }

    private boolean isLoopback() {
        return address().isLoopbackAddress();
    }
}
