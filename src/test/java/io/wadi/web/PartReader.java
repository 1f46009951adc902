package io.wadi.web;

import io.wadi.bi.FilteredReaders;
import io.wadi.filter.FlowFilter;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A role of the database that sees a part of some random flows, and the owner of their tables.
 *
 * @param database as the owner
 * @param readers sets what the role sees
 * @param name the role
 * @param login as the role
 */
record PartReader(JdbcTemplate database, FilteredReaders readers, String name, JdbcTemplate login)
        implements AutoCloseable {

    static final String ONE_PART = "src.host = 10.0.0.2 and dst.host in 198.51.100.0/31";
    static final String ONE_PART_SQL = "src_ip = '10.0.0.2' and dst_ip <<= '198.51.100.0/31'";

    /** What only others send: a protocol, a day in a year of its own, an alert. */
    private static final List<String> OF_OTHERS = List.of(
            "insert into flows_day (window_start, src_ip, dst_ip, protocol, packets, bytes)"
                    + " values ('2019-05-01Z', '203.0.113.7', '203.0.113.8', 'SECRET', 1, 60)",
            "insert into flows_hour (window_start, src_ip, dst_ip, protocol, packets, bytes)"
                    + " values ('2019-05-01Z', '203.0.113.7', '203.0.113.8', 'SECRET', 1, 60)",
            "insert into flows (window_start, src_ip, dst_ip, protocol, packets, bytes, transport, probe, first_seen, last_seen)"
                    + " values ('2019-05-01Z', '203.0.113.7', '203.0.113.8', 'SECRET', 1, 60, 'UDP', 'p', now(), now())",
            "insert into alerts (detection, severity, subject, title, evidence, score, opened_at, last_seen, updated_at)"
                    + " values ('d', 'low', 's', 't', '{}', 1, now(), now(), now())");

    /** Fills the tables, and creates the role, which sees {@link #ONE_PART}. */
    static PartReader open(Settings settings) throws Exception {
        JdbcTemplate database = RandomFlows.store(settings).database();
        ExploreIT.MORE_FACTS.forEach(database::execute);
        OF_OTHERS.forEach(database::execute);
        database.execute("analyze");
        FilteredReaders readers = FilteredReaders.open(settings);
        String name = "part_of_" + database.queryForObject("select current_database()", String.class);
        readers.set(name, FlowFilter.parse(ONE_PART));
        database.execute("alter role " + name + " password 'r'");
        JdbcTemplate login =
                new JdbcTemplate(new DriverManagerDataSource(settings.text(DatabaseSettings.URL), name, "r"));
        return new PartReader(database, readers, name, login);
    }

    String schema() {
        return "bi_" + name;
    }

    void sees(String filter) {
        readers.set(name, FlowFilter.parse(filter));
    }

    /** The rows of a query of schema {@code bi}, asked of the schema of the role. */
    String seen(String sql) {
        return String.join("\n", login.queryForList(sql.replace("bi.", schema() + "."), String.class));
    }

    /** The rows of a query of the owner. */
    String stored(String sql) {
        return String.join("\n", database.queryForList(sql, String.class));
    }

    @Override
    public void close() {
        readers.close();
    }
}
