package io.wadi.trial;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Keeps the servers of {@link WithTrialServers} in the store of the class that has started them. */
final class TrialServersExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private static Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(TrialServersExtension.class));
    }

    private static TrialServers servers(ExtensionContext context) {
        return store(context).get(TrialServers.class, TrialServers.class);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        // A nested class sees the store of the class around it.
        if (servers(context) == null) {
            store(context).put(TrialServers.class, TrialServers.start());
        }
    }

    /** A class removes only what it has put itself. */
    @Override
    public void afterAll(ExtensionContext context) {
        TrialServers servers = store(context).remove(TrialServers.class, TrialServers.class);
        if (servers != null) {
            servers.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TrialServers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return servers(context);
    }
}
