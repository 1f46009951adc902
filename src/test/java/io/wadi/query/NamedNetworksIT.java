package io.wadi.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.pipeline.TestServers;
import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class NamedNetworksIT {

    private static final String NAMES = "select concat_ws(' ', part, network, net_name, net_role, net_site, net_tags)"
            + " from network_parts order by part";

    @TempDir
    private Path folder;

    private Path write(String lines) throws IOException {
        return Files.writeString(folder.resolve("networks.csv"), "network,name,role,site,tags\n" + lines);
    }

    @Test
    void theDatabaseFollowsTheFile() throws Exception {
        Settings settings = TestServers.withTables();
        DriverManagerDataSource source = new DriverManagerDataSource(
                settings.text(DatabaseSettings.URL), settings.get(DatabaseSettings.USER), "");
        JdbcTemplate database = new JdbcTemplate(source);
        NamedNetworks networks =
                new NamedNetworks(write("10.0.0.0/8,all,,,\n10.128.0.0/9,upper,clients,Berlin,a b\n"), source);
        networks.reloadIfChanged();
        List<String> first = database.queryForList(NAMES, String.class);
        assertThat(first)
                .containsExactly(
                        "10.0.0.0/9 10.0.0.0/8 all {}", "10.128.0.0/9 10.128.0.0/9 upper clients Berlin {a,b}");

        write("10.0.0.0/8,all,,,\n10.128.0.0/9,upper,clients\n");
        assertThatThrownBy(networks::reloadIfChanged)
                .hasMessageContaining("networks.csv is left out: in record 2, it has 3 columns");
        assertThat(database.queryForList(NAMES, String.class)).isEqualTo(first);

        write("10.0.0.0/9,lower,,,\n");
        networks.reloadIfChanged();
        assertThat(database.queryForList(NAMES, String.class)).containsExactly("10.0.0.0/9 10.0.0.0/9 lower {}");
        write("");
        networks.reloadIfChanged();
        assertThat(database.queryForList(NAMES, String.class)).isEmpty();
    }
}
