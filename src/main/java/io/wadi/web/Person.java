package io.wadi.web;

import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;

/** Who sent a request. */
record Person(String name, Role role) {

    private static final String KEY = "wadi.person";

    /** Tells later handlers and routes who sent the request. */
    void sent(RoutingContext context) {
        context.put(KEY, this);
        context.setUser(User.fromName(name));
    }

    /** Who sent the request; null if nobody has to log in. */
    static Person of(RoutingContext context) {
        return context.get(KEY);
    }

    /** The name for routes; {@code otherwise} if nobody has to log in. */
    static String nameOf(User user, String otherwise) {
        return user == null ? otherwise : user.subject();
    }
}
