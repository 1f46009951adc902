package io.wadi.web;

import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import io.wadi.filter.FlowFilter;

/**
 * Who sent a request.
 *
 * @param filter the part of the traffic that the person may see
 */
record Person(String name, Role role, FlowFilter filter) {

    private static final String KEY = "wadi.person";

    /** One who may see all traffic. */
    Person(String name, Role role) {
        this(name, role, FlowFilter.ALL);
    }

    /** Whether it may see a part of the traffic only. */
    boolean isFiltered() {
        return filter != FlowFilter.ALL;
    }

    /** Tells later handlers and routes who sent the request. */
    void sent(RoutingContext context) {
        context.put(KEY, this);
        context.setUser(FilteredUser.named(name, filter));
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
