package io.wadi.bench.connect;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** One task of {@link TrafficSinkConnector}, with a connection of its own. */
public final class TrafficSinkTask extends SinkTask {

    /** The table with a row for each transaction: how many packets it has stored. */
    public static final String COUNTS = "stored";

    private static final String INSERT =
            "insert into traffic (src_ip, dst_ip, src_port, dst_port, protocol, bytes, type,"
                    + " \"timestamp\", transport, length, ttl, tcp_flags, icmp_type, icmp_code, vlan, name, flow, probe)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String STORED = "insert into " + COUNTS + " (packets) values (?)";

    private Connection connection;

    @Override
    public void start(Map<String, String> properties) {
        try {
            connection = DriverManager.getConnection(properties.get(TrafficSinkConnector.URL));
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new RetriableException(e);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement stored = connection.prepareStatement(STORED)) {
            for (SinkRecord packet : records) {
                bind(insert, (Map<?, ?>) packet.value());
                insert.addBatch();
            }
            insert.executeBatch();
            stored.setInt(1, records.size());
            stored.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new RetriableException(e);
        }
    }

    private static void bind(PreparedStatement insert, Map<?, ?> packet) throws SQLException {
        Map<?, ?> addresses = part(packet, "ip");
        Map<?, ?> ports = part(packet, "port");
        Map<?, ?> icmp = part(packet, "icmp");
        List<?> vlans = packet.get("vlan") instanceof List<?> list ? list : List.of();
        insert.setObject(1, addresses.get("src"), Types.OTHER);
        insert.setObject(2, addresses.get("dst"), Types.OTHER);
        insert.setObject(3, ports.get("src"), Types.INTEGER);
        insert.setObject(4, ports.get("dst"), Types.INTEGER);
        insert.setObject(5, packet.get("protocol"), Types.VARCHAR);
        insert.setObject(6, packet.get("size"), Types.INTEGER);
        insert.setObject(7, packet.get("type"), Types.VARCHAR);
        insert.setTimestamp(8, time((Number) packet.get("timestamp")));
        insert.setObject(9, packet.get("transport"), Types.VARCHAR);
        insert.setObject(10, packet.get("length"), Types.INTEGER);
        insert.setObject(11, addresses.get("ttl"), Types.SMALLINT);
        insert.setObject(12, part(packet, "tcp").get("flags"), Types.SMALLINT);
        insert.setObject(13, icmp.get("type"), Types.SMALLINT);
        insert.setObject(14, icmp.get("code"), Types.SMALLINT);
        insert.setObject(15, vlans.isEmpty() ? null : vlans.get(0), Types.INTEGER);
        insert.setObject(16, packet.get("name"), Types.VARCHAR);
        insert.setObject(17, packet.get("flow"), Types.VARCHAR);
        insert.setObject(18, packet.get("probe"), Types.VARCHAR);
    }

    private static Map<?, ?> part(Map<?, ?> packet, String name) {
        return packet.get(name) instanceof Map<?, ?> part ? part : Map.of();
    }

    /** As fine as the column. */
    private static Timestamp time(Number seconds) {
        long micros = Math.round(seconds.doubleValue() * 1e6);
        return Timestamp.from(Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000));
    }

    @Override
    public void stop() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String version() {
        return "bench";
    }
}
