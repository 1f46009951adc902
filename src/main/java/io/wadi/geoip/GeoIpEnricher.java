package io.wadi.geoip;

import io.wadi.message.ReadBatch;
import io.wadi.net.AddressScope;
import io.wadi.net.IpAddress;
import io.wadi.packet.Directed;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The bean {@code geoip}: looks up addresses in the GeoIP databases. Thread-safe. */
public final class GeoIpEnricher {

    private final Function<IpAddress, GeoInfo> places;

    /** Creates an enricher for these databases. */
    public GeoIpEnricher(GeoIpDatabase database) {
        this(address -> database.lookup(address));
    }

    /** Creates an enricher for what this returns for a public address: never null. */
    public GeoIpEnricher(Function<IpAddress, GeoInfo> places) {
        this.places = places;
    }

    /** The same batch with the GeoIP data of its addresses. */
    public EnrichedBatch enrich(ReadBatch batch) {
        Map<IpAddress, GeoInfo> known = new HashMap<>();
        for (Directed each : batch.contents()) {
            known.computeIfAbsent(each.src(), this::lookup);
            known.computeIfAbsent(each.dst(), this::lookup);
        }
        known.values().removeIf(place -> !place.isKnown());
        return new EnrichedBatch(batch, known);
    }

    /** The facts about an address; {@link GeoInfo#NONE} if there are none or the address is not public, never null. */
    public GeoInfo lookup(IpAddress address) {
        return AddressScope.of(address) == AddressScope.PUBLIC ? places.apply(address) : GeoInfo.NONE;
    }
}
