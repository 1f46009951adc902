package io.wadi.pipeline;

import io.wadi.detect.DetectCounters;
import io.wadi.detect.Detections;
import io.wadi.detect.StoredTime;
import io.wadi.geoip.GeoIpDatabase;
import io.wadi.lake.LakePlace;
import io.wadi.pcap.PacketExclusion;
import io.wadi.settings.Settings;
import io.wadi.store.BatchLimits;
import io.wadi.store.StoreCounters;
import io.wadi.store.TopicIds;
import java.time.Clock;
import javax.sql.DataSource;

/**
 * The parts of {@link WadiBeans}. A part is null if only stages need it that do not run.
 *
 * @param settings the settings
 * @param ownTraffic recognises packets of Wadi's own connections
 * @param database the connection pool of the stores, which may write
 * @param pages the connection pool of the API
 * @param topicIds looks up the ids of topics in Kafka
 * @param geoip the GeoIP databases
 * @param detections the detections
 * @param storedTime the time up to which flows are stored
 * @param storeCounters counters of the stores
 * @param limits limits for reading a refused batch again
 * @param lake where the lake is
 * @param detectCounters counters of the detections
 * @param clock the clock
 */
record BeanParts(
        Settings settings,
        PacketExclusion ownTraffic,
        DataSource database,
        DataSource pages,
        TopicIds topicIds,
        GeoIpDatabase geoip,
        Detections detections,
        StoredTime storedTime,
        StoreCounters storeCounters,
        BatchLimits limits,
        LakePlace lake,
        DetectCounters detectCounters,
        Clock clock) {}
