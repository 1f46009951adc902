package io.wadi.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;

/**
 * Whether a request comes from a page of this server, or from a page of another site, whose browser knows the password
 * too.
 */
final class SameOrigin {

    /** What other pages are told. */
    static final String SENTENCE = "Only pages of this server may send requests";

    private SameOrigin() {}

    /** True for our own pages, and for clients that are not browsers and send no origin. */
    static boolean is(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || authorityOf(origin).equalsIgnoreCase(String.valueOf(request.authority()));
    }

    private static String authorityOf(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
