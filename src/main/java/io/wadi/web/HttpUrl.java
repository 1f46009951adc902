package io.wadi.web;

import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.MainHttpServer;

/** The URL of the HTTP server for a client on this machine. */
public final class HttpUrl {

    private HttpUrl() {}

    /**
     * Replaces port 0 by a free port, so that the URL is known in advance and one port serves all pages.
     *
     * @throws SettingException if {@code wadi.http.host} is not an address of this machine
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

    /** The URL of the server of a started context, without a trailing slash. */
    public static String of(CamelContext context, Settings settings) {
        MainHttpServer server = context.hasService(MainHttpServer.class);
        boolean tls = server != null
                && (server.getSslContextParameters() != null
                        || server.isUseGlobalSslContextParameters() && context.getSSLContextParameters() != null);
        return of(tls ? "https" : "http", settings);
    }

    /**
     * The URL according to the settings, without a trailing slash; localhost if the server listens on all addresses.
     */
    public static String of(String scheme, Settings settings) {
        String host = settings.get(WebSettings.HOST);
        String asked = host.matches("0\\.0\\.0\\.0|::|\\[::]") ? "localhost" : host;
        boolean bare = asked.contains(":") && !asked.startsWith("[");
        return scheme + "://" + (bare ? "[" + asked + "]" : asked) + ":" + settings.get(WebSettings.PORT);
    }
}
