package io.wadi.web;

import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/**
 * Keeps headers with names of secrets out of answers. Camel answers a {@code platform-http:} route with all headers of its message, also
 * with the API key that a step has set for a server that the route asks. An endpoint that means it sets its own {@code
 * headerFilterStrategy}.
 */
final class AnswerHeaders extends HttpHeaderFilterStrategy {

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return isSecret(name) || super.applyFilterToCamelHeaders(name, value, exchange);
    }

    private static boolean isSecret(String name) {
        return SecretMask.isSecret(name) && !name.equalsIgnoreCase("Set-Cookie");
    }
}
