package io.wadi.lake;

import com.zaxxer.hikari.HikariDataSource;
import io.wadi.message.OffsetRange;
import io.wadi.message.PacketBatch;
import io.wadi.packet.Packet;
import io.wadi.packet.TestPacket;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.Settings;
import io.wadi.store.PartitionLog;
import io.wadi.testing.PooledDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A lake in a folder, with its catalog in a database of its own. */
final class LakeLab {

    static final String GROUP = "wadi-store-lake";
    static final PartitionLog LOG = new PartitionLog("id", 0, 1_000_000, 3);

    final HikariDataSource database;
    final LakeStore store;
    final SnapshotOffsets offsets;
    final LakeRows rows;
    private final LakePlace place;

    LakeLab(Path folder) throws Exception {
        this("", folder.toString(), Map.of());
    }

    /** With another catalog, or in another place. */
    LakeLab(String catalog, String warehouse, Map<String, String> properties) throws Exception {
        Settings settings = TestServers.withTables();
        database = PooledDatabase.of(settings);
        place = new LakePlace(database, catalog, warehouse, properties);
        Lake lake = lake();
        store = new LakeStore(lake);
        offsets = new SnapshotOffsets(lake);
        rows = new LakeRows(place, LakeContent.PACKETS);
    }

    /** The same lake, as another process opens it. */
    Lake lake() {
        return new Lake(place, LakeContent.PACKETS);
    }

    static TopicPartition partition(int number) {
        return new TopicPartition("packets", number);
    }

    static LakeBatch<?> batch(int partition, long first, Packet... packets) {
        LakeBatch<?> batch = new LakeBatch<>(LakeSchema.of(LakeContent.PACKETS), Runnable::run);
        batch.add(new PacketBatch(
                new OffsetRange("packets", "id", partition, first, first + packets.length, 3),
                List.of(packets),
                List.of()));
        return batch;
    }

    static Packet packet(int port) {
        return TestPacket.udp("192.0.2.1", port, "192.0.2.2", 53).build();
    }

    /** The source ports that DuckDB finds, in order. */
    List<Integer> ports() throws Exception {
        List<Integer> ports = new ArrayList<>();
        rows.query("select src_port from packets order by src_port", row -> ports.add(row.getInt(1)));
        return ports;
    }
}
