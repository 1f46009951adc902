package io.wadi.web;

import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationHandlerFactory;

/** Adds the {@link Gate} to Camel's HTTP server. It is a class, because a lambda cannot implement a generic method. */
final class GateFactory implements AuthenticationHandlerFactory {

    private final HttpAccess access;

    GateFactory(HttpAccess access) {
        this.access = access;
    }

    @Override
    public <T extends AuthenticationProvider> AuthenticationHandler createAuthenticationHandler(T provider) {
        return new Gate(access);
    }
}
