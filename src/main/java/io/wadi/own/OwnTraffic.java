package io.wadi.own;

import io.wadi.message.KafkaAccess;
import io.wadi.packet.Packet;
import io.wadi.pcap.PacketExclusion;
import io.wadi.settings.CaptureSettings;
import io.wadi.settings.Settings;
import java.net.SocketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code own-traffic}: excludes Wadi's own connections from a live capture, unless {@code
 * wadi.capture.own-traffic} is true. Otherwise every packet that is stored over a captured interface would cause
 * more packets. Own packets are TCP packets between an address of this machine and a broker, the database, the
 * console or JMX, plain or in a tunnel. Thread-safe.
 */
public final class OwnTraffic implements PacketExclusion {

    private static final Logger LOG = LoggerFactory.getLogger(OwnTraffic.class);

    private final OwnServers servers;
    private final boolean isWanted;
    private volatile OwnConnections connections = OwnConnections.NONE;

    /**
     * Excludes nothing before the first {@link #refresh()}.
     *
     * @param kafka access to Kafka; null if the process does not use it
     * @param usesDatabase whether the process uses the database
     * @param serves whether the process has a console
     */
    public OwnTraffic(Settings settings, KafkaAccess kafka, boolean usesDatabase, boolean serves) {
        servers = new OwnServers(settings, kafka, usesDatabase, serves);
        isWanted = settings.get(CaptureSettings.OWN_TRAFFIC);
    }

    /** Looks up the servers and the addresses of this machine again, because both change while Wadi runs. */
    public synchronized void refresh() {
        if (isWanted) {
            return;
        }
        try {
            connections = new OwnConnections(servers.look(), LocalAddresses.now());
        } catch (SocketException e) {
            LOG.warn("The addresses of this machine cannot be read; Wadi uses the last known ones: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean excludes(Packet packet) {
        return connections.contain(packet);
    }
}
