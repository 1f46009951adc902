package io.wadi.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.pipeline.Stage;
import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** From captures to the names of hosts: name-sources.pcap has packets of each source, and p58 those of a proxy. */
class HostNamesIT {

    private static final List<String> CAPTURES = List.of("name-sources.pcap", "p58-explicit-proxy.pcap");

    @ParameterizedTest
    @ValueSource(strings = {"packets", "flows"})
    void haveTheirSourceAndDnsAnswersCountMost(String at) throws Exception {
        Settings settings = TestServers.withTables();
        settings.set("wadi.capture.at", at);
        for (String capture : CAPTURES) {
            Path file =
                    Path.of(HostNamesIT.class.getResource("/names/" + capture).toURI());
            new Ingest(settings, TestServers.cache(), EnumSet.of(Stage.STORE_TRAFFIC, Stage.STORE_FLOWS))
                    .run(List.of(file), new SilentProgress());
        }
        JdbcTemplate database =
                new JdbcTemplate(new DriverManagerDataSource(settings.text(DatabaseSettings.URL), "postgres", ""));
        assertThat(database.queryForList(
                        "select concat_ws(' ', host(ip), name, name_source) from hosts where name is not null"
                                + " order by ip",
                        String.class))
                .containsExactly(
                        "192.0.2.30 printer.local mDNS",
                        "192.0.2.31 files NBNS",
                        "192.0.2.32 laptop DHCP",
                        "192.0.2.33 desk LLMNR",
                        "198.51.100.20 dns.example DNS",
                        "198.51.100.21 www.mixed-case.example SNI",
                        "198.51.100.22 www.forms.example HTTP",
                        "198.51.100.23 xn--mnchen-3ya.example DNS");
        assertThat(database.queryForList("select host(ip) from hosts where name is null", String.class))
                .contains("10.0.0.8", "198.51.100.24");
    }
}
