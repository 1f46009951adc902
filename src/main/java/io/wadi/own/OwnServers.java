package io.wadi.own;

import io.wadi.database.DatabaseAccess;
import io.wadi.message.KafkaAccess;
import io.wadi.message.RenewedAdmin;
import io.wadi.net.IpAddress;
import io.wadi.settings.EmbeddedSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.WebSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;

/** Looks up the servers in the settings: brokers, database, console, JMX. */
final class OwnServers {

    private static final int ANSWER_SECONDS = 5;

    private final Settings settings;
    private final KafkaAccess kafka;
    private final boolean usesDatabase;
    private final boolean serves;
    private Collection<Node> advertised = List.of();

    OwnServers(Settings settings, KafkaAccess kafka, boolean usesDatabase, boolean serves) {
        this.settings = settings;
        this.kafka = kafka;
        this.usesDatabase = usesDatabase;
        this.serves = serves;
    }

    /** The current endpoints. While the cluster does not answer, its last advertised brokers are used. */
    List<OwnEndpoint> look() throws InterruptedException {
        List<OwnEndpoint> endpoints = new ArrayList<>();
        if (kafka != null) {
            brokers(endpoints);
        }
        if (usesDatabase) {
            database(endpoints);
        }
        if (serves) {
            console(endpoints);
        }
        return endpoints;
    }

    private void console(List<OwnEndpoint> endpoints) {
        String host = settings.get(WebSettings.HOST);
        if (settings.get(WebSettings.ENABLED)) {
            add(endpoints, host, settings.get(WebSettings.PORT));
        }
        add(endpoints, host, settings.get(WebSettings.JMX_PORT));
    }

    private void brokers(List<OwnEndpoint> endpoints) throws InterruptedException {
        kafka.addresses().forEach(broker -> add(endpoints, broker.getHostString(), broker.getPort()));
        advertised = askCluster();
        advertised.forEach(node -> add(endpoints, node.host(), node.port()));
        // The embedded broker talks to its controller on this port.
        add(endpoints, "127.0.0.1", settings.get(EmbeddedSettings.CONTROLLER_PORT));
    }

    private Collection<Node> askCluster() throws InterruptedException {
        Map<String, Object> client = kafka.properties();
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
        try (Admin admin = RenewedAdmin.create(client)) {
            return admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return advertised;
        }
    }

    private void database(List<OwnEndpoint> endpoints) {
        DatabaseAccess.of(settings)
                .servers()
                .forEach(server -> add(endpoints, unbracketed(server.getHostString()), server.getPort()));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static void add(List<OwnEndpoint> endpoints, String host, int port) {
        if (port == 0) {
            return;
        }
        try {
            Set<IpAddress> addresses = new HashSet<>();
            boolean everywhere = false;
            for (InetAddress address : InetAddress.getAllByName(host)) {
                everywhere |= address.isAnyLocalAddress();
                addresses.add(LocalAddresses.of(address));
            }
            endpoints.add(new OwnEndpoint(port, everywhere ? Set.of() : addresses));
        } catch (UnknownHostException e) {
            // Without an address there are no connections to this server; the next lookup may find one.
        }
    }
}
