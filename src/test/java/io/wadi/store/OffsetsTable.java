package io.wadi.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Table {@code ingest_offsets} in memory, as far as {@link StoredOffsets} goes: one row to insert, read or move. */
final class OffsetsTable {

    private final Map<List<Object>, Long> rows = new HashMap<>();
    private boolean away;

    /** While it is away, every connection fails. */
    void away(boolean nowAway) {
        away = nowAway;
    }

    void put(String consumer, String topic, int partition, long next) {
        rows.put(List.of(consumer, topic, partition), next);
    }

    Long next(String consumer, String topic, int partition) {
        return rows.get(List.of(consumer, topic, partition));
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (away) {
                throw new SQLException("connection refused");
            }
            return connection();
        });
    }

    private Connection connection() {
        return proxy(
                Connection.class,
                (proxy, method, arguments) ->
                        method.getName().equals("prepareStatement") ? statement((String) arguments[0]) : null);
    }

    private PreparedStatement statement(String sql) {
        Map<Integer, Object> values = new TreeMap<>();
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "setObject", "setString", "setInt", "setLong" -> values.put((Integer) arguments[0], arguments[1]);
            case "executeUpdate" -> update(sql, List.copyOf(values.values()));
            case "executeQuery" -> row(rows.get(List.copyOf(values.values())));
            default -> null;
        });
    }

    private int update(String sql, List<Object> values) {
        if (sql.startsWith("insert") && sql.contains("on conflict do nothing")) {
            return rows.putIfAbsent(values.subList(0, 3), (Long) values.get(3)) == null ? 1 : 0;
        }
        if (sql.startsWith("update")) {
            return rows.replace(values.subList(1, 4), (Long) values.get(0)) == null ? 0 : 1;
        }
        throw new IllegalArgumentException(sql);
    }

    private static ResultSet row(Long value) {
        return proxy(ResultSet.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "next" -> value != null;
            case "getLong" -> value;
            default -> null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
