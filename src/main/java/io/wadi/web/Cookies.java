package io.wadi.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** The two cookies of a session. They end with the browser, or with the session. */
final class Cookies {

    /** Its id, which no script can read. */
    private static final String SESSION = "wadi-session";
    /** Its token, which the scripts of the pages, and those of Hawtio, repeat in header {@link #TOKEN_HEADER}. */
    private static final String TOKEN = "XSRF-TOKEN";

    static final String TOKEN_HEADER = "X-XSRF-TOKEN";

    private Cookies() {}

    /** The id of the session of a request; null if it has none. */
    static String session(HttpServerRequest request) {
        Cookie cookie = request.getCookie(SESSION);
        return cookie == null ? null : cookie.getValue();
    }

    /** Gives the browser a session. */
    static void set(RoutingContext context, Sessions.Opened opened, boolean isSecure) {
        context.response().addCookie(cookie(SESSION, opened.id(), isSecure).setHttpOnly(true));
        context.response().addCookie(cookie(TOKEN, opened.session().token(), isSecure));
    }

    /** Takes the session from the browser. */
    static void remove(RoutingContext context, boolean isSecure) {
        context.response()
                .addCookie(cookie(SESSION, "", isSecure).setHttpOnly(true).setMaxAge(0));
        context.response().addCookie(cookie(TOKEN, "", isSecure).setMaxAge(0));
    }

    private static Cookie cookie(String name, String value, boolean isSecure) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(isSecure);
    }
}
