package io.wadi.geoip;

import io.wadi.message.ReadBatch;
import io.wadi.net.AddressScope;
import io.wadi.net.IpAddress;
import io.wadi.packet.Directed;
import java.util.HashMap;
import java.util.Map;

/** The bean {@code geoip}: looks up addresses in the GeoIP databases. Thread-safe. */
public final class GeoIpEnricher {

    private final GeoIpDatabase database;

    /** Asks these databases. */
    public GeoIpEnricher(GeoIpDatabase database) {
        this.database = database;
    }

    /** The same batch, with the places of its addresses that are known. */
    public EnrichedBatch enrich(ReadBatch batch) {
        Map<IpAddress, GeoInfo> known = new HashMap<>();
        for (Directed each : batch.contents()) {
            known.computeIfAbsent(each.src(), this::lookup);
            known.computeIfAbsent(each.dst(), this::lookup);
        }
        known.values().removeIf(place -> !place.isKnown());
        return new EnrichedBatch(batch, known);
    }

    /** What is known of an address; {@link GeoInfo#NONE} when nothing, and for all that is not public; never null. */
    public GeoInfo lookup(IpAddress address) {
        return AddressScope.of(address) == AddressScope.PUBLIC ? database.lookup(address) : GeoInfo.NONE;
    }
}
