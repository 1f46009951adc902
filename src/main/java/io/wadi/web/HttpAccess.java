package io.wadi.web;

import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The address of the HTTP server and who has access.
 *
 * @param host address to listen on, a name or a number
 * @param port TCP port; 0 for any that is free
 * @param credentials who may come in; {@link Credentials#none()} lets everyone in that reaches the loopback address
 * @param maxBodyBytes longest request body
 * @param requestsPerSecond requests that one client may send for long
 */
public record HttpAccess(String host, int port, Credentials credentials, int maxBodyBytes, int requestsPerSecond) {

    /**
     * Reads the settings {@code wadi.http.*}.
     *
     * @throws SettingException when one cannot be, or when the server would be open to other machines without a password
     */
    public static HttpAccess of(Settings settings) {
        String user = settings.get(WebSettings.USER);
        String password = settings.get(WebSettings.PASSWORD);
        if (user.isEmpty() != password.isEmpty()) {
            throw new SettingException("Set both wadi.http.user and wadi.http.password, or neither");
        }
        HttpAccess access = new HttpAccess(
                settings.get(WebSettings.HOST),
                settings.get(WebSettings.PORT),
                user.isEmpty() ? Credentials.none() : Credentials.of(user, password),
                settings.get(WebSettings.MAX_BODY),
                settings.get(WebSettings.REQUESTS_PER_SECOND));
        access.refuseOpenDoor();
        return access;
    }

    private void refuseOpenDoor() {
        if (!credentials.required() && !isLoopback()) {
            throw new SettingException("Setting wadi.http.host is " + host + ", which other machines reach: set"
                    + " wadi.http.user and wadi.http.password, or listen on 127.0.0.1");
        }
    }

    /** Host and port, as they are written for people. */
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
