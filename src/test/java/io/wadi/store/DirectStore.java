package io.wadi.store;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.database.Jdbc;
import io.wadi.flow.FlowAggregationStrategy;
import io.wadi.flow.FlowBatch;
import io.wadi.geoip.EnrichedBatch;
import io.wadi.geoip.GeoInfo;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.message.StoreMemory;
import io.wadi.net.IpAddress;
import io.wadi.packet.Packet;
import io.wadi.settings.Settings;
import io.wadi.testing.PooledDatabase;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Stores packets of one partition as route {@code store-flows} does, without Kafka. Not thread-safe. */
public final class DirectStore {

    private static final String CONSUMER = "wadi-store-flows";

    private final FlowAggregationStrategy minutes = new FlowAggregationStrategy(60, new StoreMemory());
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final FlowStore flowStore;
    private final DayPartitions days;
    private final int partition;
    private long offset;

    /** A store of this partition, of which nothing is stored yet. */
    public DirectStore(DataSource source, int partition) {
        flowStore = new FlowStore(source, Settings.load());
        days = new DayPartitions(source, 1);
        this.partition = partition;
        Jdbc.client(source)
                .sql("insert into ingest_offsets (consumer, topic, partition, next_offset) values (?, 'packets', ?, 0)")
                .params(CONSUMER, partition)
                .update();
    }

    /** The database of these settings. */
    public static HikariDataSource source(Settings settings) {
        return PooledDatabase.of(settings);
    }

    /** Stores a batch; false where the fence held it off. */
    public boolean store(List<Packet> packets, Map<IpAddress, GeoInfo> places) {
        OffsetRange range = new OffsetRange("packets", null, partition, offset, offset + packets.size());
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(new EnrichedBatch(new PacketBatch(range, packets, List.of()), places));
        FlowBatch flows = minutes.aggregate(null, exchange).getMessage().getBody(FlowBatch.class);
        days.ensure("flows", flowStore.days(flows));
        offset = range.next();
        return flowStore.store(flows, CONSUMER) == 1;
    }
}
