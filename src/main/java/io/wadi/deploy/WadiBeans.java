package io.wadi.deploy;

import io.wadi.flow.FlowAggregationStrategy;
import io.wadi.geoip.GeoIpEnricher;
import io.wadi.packet.PacketJson;
import io.wadi.store.BeyondEnd;
import io.wadi.store.FlowRows;
import io.wadi.store.PackedKafkaClients;
import io.wadi.store.StoreCounters;
import io.wadi.store.StoredOffsets;
import io.wadi.store.TrafficAggregationStrategy;
import io.wadi.store.TrafficRows;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.SimpleRegistry;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one list of the beans that Wadi lends to routes, each with a stand-in of its type that touches no server. Route
 * files are checked with the stand-ins, so that a check disturbs nothing that runs and needs no database.
 */
public final class WadiBeans {

    private static final Map<String, Supplier<Object>> STAND_INS = new TreeMap<>(Map.of(
            "packet-json", PacketJson::new,
            "database", PGSimpleDataSource::new,
            "stored-offsets", WadiBeans::offsets,
            "packed-kafka", () -> new PackedKafkaClients(offsets(), BeyondEnd.WAIT),
            "geoip", () -> new GeoIpEnricher(null),
            "store-counters", StoreCounters::new,
            "traffic-aggregation", TrafficAggregationStrategy::new,
            "traffic-rows", TrafficRows::new,
            "flow-aggregation", () -> new FlowAggregationStrategy(60),
            "flow-rows", FlowRows::new));

    private WadiBeans() {}

    private static StoredOffsets offsets() {
        return new StoredOffsets(new PGSimpleDataSource());
    }

    /** Their names. */
    public static Set<String> names() {
        return STAND_INS.keySet();
    }

    /** A new stand-in for each. */
    static BeanRepository standIns() {
        SimpleRegistry registry = new SimpleRegistry();
        STAND_INS.forEach((name, standIn) -> registry.bind(name, standIn.get()));
        return registry;
    }
}
