package io.wadi.pipeline;

import io.wadi.detect.DetectCounters;
import io.wadi.detect.Detections;
import io.wadi.detect.StoredTime;
import io.wadi.geoip.GeoIpDatabase;
import io.wadi.pcap.PacketExclusion;
import io.wadi.settings.Settings;
import io.wadi.store.BatchLimits;
import io.wadi.store.StoreCounters;
import io.wadi.store.TopicIds;
import java.time.Clock;
import javax.sql.DataSource;

/**
 * What {@link WadiBeans} are made of. A stage that does not run needs none of its parts, which are null then.
 *
 * @param settings what the user has set
 * @param ownTraffic which packets are of Wadi's own connections
 * @param database the pool that stores, which may write
 * @param pages the pool of the API
 * @param topicIds asks Kafka for the ids of topics
 * @param geoip where addresses are
 * @param detections what is looked for
 * @param storedTime until when everything is stored
 * @param storeCounters what the stores have done
 * @param limits how much of a refused batch is read again
 * @param detectCounters what the detections have done
 * @param clock now
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
        DetectCounters detectCounters,
        Clock clock) {}
