package io.wadi.web;

import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;

/**
 * Camel Main's HTTP server with the {@link Gate}, which is in place before the port opens. Camel's own basic
 * authentication is not sufficient: it keeps the password in a file, and cannot exempt one path.
 */
final class GatedServerFactory extends DefaultMainHttpServerFactory {

    private final HttpAccess access;

    GatedServerFactory(HttpAccess access) {
        this.access = access;
    }

    @Override
    public Service newHttpServer(CamelContext camelContext, HttpServerConfigurationProperties configuration) {
        MainHttpServer server = (MainHttpServer) super.newHttpServer(camelContext, configuration);
        server.getConfiguration().setAuthenticationConfig(gate());
        return server;
    }

    @Override
    public Service newHttpManagementServer(
            CamelContext camelContext, HttpManagementServerConfigurationProperties configuration) {
        ManagementHttpServer server = (ManagementHttpServer) super.newHttpManagementServer(camelContext, configuration);
        server.getConfiguration().setAuthenticationConfig(gate());
        return server;
    }

    private AuthenticationConfig gate() {
        AuthenticationConfigEntry entry = new AuthenticationConfigEntry();
        entry.setPath("/*");
        entry.setAuthenticationProviderFactory(vertx -> null);
        entry.setAuthenticationHandlerFactory(new GateFactory(access));
        AuthenticationConfig config = new AuthenticationConfig();
        config.getEntries().add(entry);
        config.setEnabled(true);
        return config;
    }
}
