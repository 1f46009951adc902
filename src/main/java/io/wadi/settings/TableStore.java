package io.wadi.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A shipped route that stores a topic in a table of PostgreSQL. Its offsets have the name of its consumer. */
public enum TableStore {
    TRAFFIC("store-traffic", KafkaSettings.TOPIC, "traffic"),
    FLOWS("store-flows", KafkaSettings.TOPIC, "flows"),
    FLOW_MESSAGES("store-flow-messages", KafkaSettings.FLOWS_TOPIC, "flows");

    /** The header with the name of the consumer. */
    public static final String HEADER = "WadiConsumer";

    private final String route;
    private final Setting<String> topic;
    private final String table;

    TableStore(String route, Setting<String> topic, String table) {
        this.route = route;
        this.topic = topic;
        this.table = table;
    }

    /** The name of its consumer: the group in Kafka, and the key of table {@code ingest_offsets}. */
    public String consumer() {
        return "wadi-" + route;
    }

    /** Those that store a topic in a table; empty for a topic that is not Wadi's. */
    public static List<TableStore> of(String table, String topic, Function<Setting<String>, String> settings) {
        return Arrays.stream(values())
                .filter(store ->
                        store.table.equals(table) && settings.apply(store.topic).equals(topic))
                .toList();
    }

    /** Why no consumer of this name may store instead of these; empty if it has the name of one of them, or there are none. */
    public static Optional<String> misfit(Collection<TableStore> stores, String consumer) {
        return misfit("header " + HEADER, stores, consumer)
                .map(reason -> reason + ": under another name, the whole topic would be stored a second time");
    }

    /** Why no route of this group may store instead of these; empty if it is the group of one of them, or there are none. */
    public static Optional<String> groupMisfit(Collection<TableStore> stores, String group) {
        return misfit("groupId", stores, group).map(reason -> reason + ": its offsets are stored under this name");
    }

    private static Optional<String> misfit(String what, Collection<TableStore> stores, String consumer) {
        boolean fits = stores.isEmpty()
                || stores.stream().anyMatch(store -> store.consumer().equals(consumer));
        return fits
                ? Optional.empty()
                : Optional.of(what + " of a route that stores in table " + joined(stores, store -> store.table)
                        + " must stay " + joined(stores, TableStore::consumer));
    }

    /**
     * Refuses a batch of this topic for this table by a consumer that is not Wadi's.
     *
     * @throws IllegalStateException with the reason
     */
    public static void require(String table, String topic, String consumer, Settings settings) {
        misfit(of(table, topic, settings::get), consumer).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
    }

    /** Whether a consumer or group has the name of one of these stores. */
    public static boolean isOne(String consumer) {
        return Arrays.stream(values()).anyMatch(store -> store.consumer().equals(consumer));
    }

    private static String joined(Collection<TableStore> stores, Function<TableStore, String> part) {
        return stores.stream().map(part).distinct().collect(Collectors.joining(" or "));
    }
}
