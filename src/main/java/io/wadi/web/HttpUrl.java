package io.wadi.web;

import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.MainHttpServer;

/** The address of the HTTP server for a client on this machine. */
public final class HttpUrl {

    private HttpUrl() {}

    /**
     * Replaces port 0 by one that is free, so that the address can be told, and the same one serves all pages.
     *
     * @throws SettingException when {@code wadi.http.host} is no address of this machine
     */
    public static void choosePort(Settings settings) {
        if (!settings.get(WebSettings.ENABLED) || settings.get(WebSettings.PORT) != 0) {
            return;
        }
        HttpAccess access = HttpAccess.of(settings);
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(access.address(), 0));
            settings.set(WebSettings.PORT, String.valueOf(socket.getLocalPort()));
        } catch (IOException e) {
            throw new SettingException(
                    "Nothing can listen on " + access.host() + " (" + e.getMessage() + "): set wadi.http.host");
        }
    }

    /** The address of the server of a started context, without a slash at the end. */
    public static String of(CamelContext context, Settings settings) {
        MainHttpServer server = context.hasService(MainHttpServer.class);
        boolean tls = server != null
                && (server.getSslContextParameters() != null
                        || server.isUseGlobalSslContextParameters() && context.getSSLContextParameters() != null);
        return of(tls ? "https" : "http", settings);
    }

    /** The address that settings name, without a slash at the end. A server on all addresses is found at localhost. */
    public static String of(String scheme, Settings settings) {
        String host = settings.get(WebSettings.HOST);
        String asked = host.matches("0\\.0\\.0\\.0|::|\\[::]") ? "localhost" : host;
        boolean bare = asked.contains(":") && !asked.startsWith("[");
        return scheme + "://" + (bare ? "[" + asked + "]" : asked) + ":" + settings.get(WebSettings.PORT);
    }
}
