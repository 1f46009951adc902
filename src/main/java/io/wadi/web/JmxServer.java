package io.wadi.web;

import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;
import javax.management.remote.rmi.RMIJRMPServerImpl;
import javax.security.auth.Subject;

/**
 * Plain JMX remote for JConsole and similar clients, at {@code wadi.http.host} and {@code wadi.jmx.port}. Unlike
 * Jolokia it allows every operation of the JVM's MBeans, which includes running any code. Therefore it always requires
 * user and password.
 */
final class JmxServer implements AutoCloseable {

    private static final String RMI_HOST = "java.rmi.server.hostname";
    /** For objects that others send to the registry (JEP 290). */
    private static final String BINDING_FILTER = "sun.rmi.registry.registryFilter";

    private static final String NAME = "jmxrmi";

    private final Registry registry;
    private final JMXConnectorServer connector;

    private JmxServer(Registry registry, JMXConnectorServer connector) {
        this.registry = registry;
        this.connector = connector;
    }

    /** The port in the settings; 0 for none. */
    static int port(Settings settings, HttpAccess access) {
        int port = settings.get(WebSettings.JMX_PORT);
        if (port > 0 && !access.credentials().required()) {
            throw new SettingException(
                    "Setting wadi.jmx.port is " + port + ": set wadi.http.user and wadi.http.password too");
        }
        return port;
    }

    /**
     * Binds the port and releases it.
     *
     * @throws SettingException if the port cannot be bound
     */
    static void checkFree(HttpAccess access, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(access.address(), port));
        } catch (IOException e) {
            throw taken(access, port, e);
        }
    }

    private static SettingException taken(HttpAccess access, int port, IOException e) {
        return new SettingException("JMX cannot listen on " + HttpAccess.shown(access.host(), port) + " ("
                + e.getMessage() + "): set wadi.jmx.port to a free port, or to 0 to disable it");
    }

    /**
     * Starts the server.
     *
     * @throws SettingException if the port cannot be bound
     */
    static JmxServer start(HttpAccess access, int port) {
        InetAddress address = access.address();
        if (!address.isAnyLocalAddress() && System.getProperty(RMI_HOST) == null) {
            // The address that clients connect to; the default is the host's first address, where nothing listens.
            System.setProperty(RMI_HOST, address.getHostAddress());
        }
        // Otherwise every user of the machine could bind an object of their own, and get the next password.
        System.setProperty(BINDING_FILTER, "!*");
        try {
            RMIServerSocketFactory sockets = free -> new ServerSocket(free, 0, address);
            // Registry and connector share the port, which RMI allows if they have the same socket factories.
            Registry registry = LocateRegistry.createRegistry(port, null, sockets);
            Map<String, Object> environment = Map.of(
                    JMXConnectorServer.AUTHENTICATOR,
                    (JMXAuthenticator) given -> authenticate(access.credentials(), given),
                    RMIConnectorServer.CREDENTIALS_FILTER_PATTERN,
                    "java.lang.String;!*");
            RMIJRMPServerImpl server = new RMIJRMPServerImpl(port, null, sockets, environment);
            JMXConnectorServer connector = new RMIConnectorServer(
                    new JMXServiceURL("rmi", "localhost", port),
                    environment,
                    server,
                    ManagementFactory.getPlatformMBeanServer());
            connector.start();
            // Not by its network address, which takes no objects.
            registry.rebind(NAME, server.toStub());
            return new JmxServer(registry, connector);
        } catch (IOException e) {
            throw taken(access, port, e);
        }
    }

    private static Subject authenticate(Credentials credentials, Object given) {
        if (given instanceof String[] pair && pair.length == 2 && credentials.match(pair[0], pair[1])) {
            Subject subject = new Subject();
            subject.getPrincipals().add(new JMXPrincipal(pair[0]));
            return subject;
        }
        throw new SecurityException("wrong user or password");
    }

    @Override
    public void close() throws IOException {
        connector.stop();
        UnicastRemoteObject.unexportObject(registry, true);
    }
}
