package io.wadi.cli;

import io.wadi.settings.Settings;

/** Where the pages are. */
final class Addresses {

    private Addresses() {}

    /** The dashboard's address, for a browser on this machine. */
    static String dashboard(Settings settings) {
        String host = settings.get("wadi.http.host");
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        return "http://" + (everywhere ? "localhost" : host) + ":" + settings.get("wadi.http.port") + "/";
    }
}
