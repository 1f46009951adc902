package io.wadi.pipeline;

import io.wadi.lake.Lake;
import io.wadi.lake.LakeAggregationStrategy;
import io.wadi.lake.LakeStore;
import io.wadi.lake.LakeUpkeep;
import io.wadi.message.StoreMemory;
import io.wadi.settings.LakeSettings;
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
        Lake lake = new Lake(parts.database(), parts.warehouse());
        StoredOffsets offsets =
                new StoredOffsets(lake.offsets(), parts.topicIds(), parts.storeCounters(), parts.limits());
        Map<String, Object> beans = new HashMap<>();
        beans.put("lake-offsets", offsets);
        beans.put("lake-kafka", new PackedKafkaClients(offsets, parts.settings().get(StoreSettings.BEYOND_END)));
        beans.put("lake-aggregation", new LakeAggregationStrategy(memory));
        beans.put("lake-batches", new BatchExecutor("lake-batches"));
        beans.put("lake-store", new LakeStore(lake));
        beans.put(
                "lake-upkeep",
                new LakeUpkeep(
                        lake,
                        parts.settings().get(LakeSettings.PACKETS),
                        parts.settings().get(LakeSettings.SNAPSHOTS),
                        parts.clock()));
        return beans;
    }
}
