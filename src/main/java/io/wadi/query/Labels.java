package io.wadi.query;

import io.wadi.database.Sql;
import io.wadi.filter.FieldKind;
import io.wadi.filter.FlowField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the values of an answer are called: names of hosts and of autonomous systems. */
final class Labels {

    private static final Sql HOSTS = new Sql("""
        select host(ip) as value, name as label from known_hosts(:#values::text[]::inet[]) where name is not null
        """);
    private static final Sql SYSTEMS = new Sql("""
        select asn::text as value, min(organization) as label from geoip_now
        where asn = any(:#values::text[]::bigint[]) and organization is not null group by asn
        """);

    private final List<Map<String, String>> fields;

    private Labels(List<Map<String, String>> fields) {
        this.fields = fields;
    }

    /**
     * Looks the labels up.
     *
     * @param by the fields of the values
     * @param rows the values, null where they are unknown
     */
    static Labels of(List<FlowField> by, List<List<String>> rows, JdbcClient database) {
        return new Labels(IntStream.range(0, by.size())
                .mapToObj(number -> labels(by.get(number), values(rows, number), database))
                .toList());
    }

    private static String[] values(List<List<String>> rows, int number) {
        return rows.stream()
                .map(row -> row.get(number))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
    }

    private static Map<String, String> labels(FlowField field, String[] values, JdbcClient database) {
        boolean hasLabels = field.isHost() || field.kind() == FieldKind.ASN;
        if (!hasLabels || values.length == 0) {
            return Map.of();
        }
        Map<String, String> labels = new HashMap<>();
        (field.isHost() ? HOSTS : SYSTEMS)
                .on(database, Map.of("values", values))
                .query(row -> {
                    labels.put(row.getString("value"), row.getString("label"));
                });
        return labels;
    }

    /** The labels of the values of a row, null where nothing is known. */
    List<String> of(List<String> values) {
        List<String> labels = new ArrayList<>();
        for (int number = 0; number < values.size(); number++) {
            String value = values.get(number);
            labels.add(value == null ? null : fields.get(number).get(value));
        }
        return labels;
    }
}
