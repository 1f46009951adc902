package io.wadi.pipeline;

import io.wadi.lake.Lake;
import io.wadi.lake.LakeAggregationStrategy;
import io.wadi.lake.LakeContent;
import io.wadi.lake.LakeEncoders;
import io.wadi.lake.LakeStore;
import io.wadi.lake.LakeUpkeep;
import io.wadi.message.StoreMemory;
import io.wadi.settings.LakeSettings;
import io.wadi.settings.Settings;
import io.wadi.settings.StoreSettings;
import io.wadi.store.BatchExecutor;
import io.wadi.store.PackedKafkaClients;
import io.wadi.store.StoredOffsets;
import java.util.HashMap;
import java.util.Map;

/** The beans of the lake. None of them loads Iceberg's classes before its first use. */
final class LakeBeans {

    private LakeBeans() {}

    static Map<String, Object> of(BeanParts parts, StoreMemory memory) {
        Lake packets = new Lake(parts.lake(), LakeContent.PACKETS);
        Lake flows = new Lake(parts.lake(), LakeContent.FLOWS);
        LakeEncoders encoders = new LakeEncoders();
        Map<String, Object> beans = new HashMap<>();
        bind(beans, "lake", parts, packets);
        beans.put("lake-aggregation", new LakeAggregationStrategy(memory, LakeContent.PACKETS, encoders));
        bind(beans, "lake-flow", parts, flows);
        beans.put("lake-flow-aggregation", new LakeAggregationStrategy(memory, LakeContent.FLOWS, encoders));
        Settings settings = parts.settings();
        beans.put(
                "lake-upkeep",
                new LakeUpkeep(
                        Map.of(packets, settings.get(LakeSettings.PACKETS), flows, settings.get(LakeSettings.FLOWS)),
                        settings.get(LakeSettings.SNAPSHOTS),
                        parts.clock()));
        return beans;
    }

    private static void bind(Map<String, Object> beans, String name, BeanParts parts, Lake lake) {
        StoredOffsets offsets =
                new StoredOffsets(lake.offsets(), parts.topicIds(), parts.storeCounters(), parts.limits());
        beans.put(name + "-offsets", offsets);
        beans.put(
                name + "-kafka",
                new PackedKafkaClients(offsets, parts.settings().get(StoreSettings.BEYOND_END)));
        beans.put(name + "-batches", new BatchExecutor(name + "-batches"));
        beans.put(name + "-store", new LakeStore(lake));
    }
}
