package io.wadi.geoip;

import io.wadi.packet.AddressScope;
import io.wadi.packet.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.packet.PacketBatch;
import java.util.HashMap;
import java.util.Map;

/** The bean {@code geoip}: adds to addresses what the GeoIP databases know of them. Thread-safe. */
public final class GeoIpEnricher {

    private final GeoIpDatabase database;

    /** Asks these databases. */
    public GeoIpEnricher(GeoIpDatabase database) {
        this.database = database;
    }

    /** The same packets, with the places of their addresses that are known. */
    public EnrichedBatch enrich(PacketBatch batch) {
        Map<IpAddress, GeoInfo> known = new HashMap<>();
        for (Packet packet : batch.packets()) {
            known.computeIfAbsent(packet.src(), this::lookup);
            known.computeIfAbsent(packet.dst(), this::lookup);
        }
        known.values().removeIf(place -> !place.isKnown());
        return new EnrichedBatch(batch, known);
    }

    /** What is known of an address; {@link GeoInfo#NONE} when nothing, and for all that is not public; never null. */
    public GeoInfo lookup(IpAddress address) {
        return AddressScope.of(address) == AddressScope.PUBLIC ? database.lookup(address) : GeoInfo.NONE;
    }
}
