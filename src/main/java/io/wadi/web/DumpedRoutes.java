package io.wadi.web;

import java.util.regex.Pattern;

/**
 * Routes as XML, of which Hawtio draws its diagram. It expects a route's source first, and draws no route at all if one has an
 * {@code errorHandler} there.
 */
final class DumpedRoutes {

    private static final String BEGIN = "<errorHandler";

    private static final Pattern ERROR_HANDLER =
            Pattern.compile("\\s*<errorHandler\\b(?:[^>]*/>|.*?</errorHandler>)", Pattern.DOTALL);

    private DumpedRoutes() {}

    /** The text without error handlers if it is one with routes, otherwise itself. */
    static String drawable(String text) {
        return text.startsWith("<") && text.contains(BEGIN)
                ? ERROR_HANDLER.matcher(text).replaceAll("")
                : text;
    }
}
