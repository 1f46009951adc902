package io.wadi.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.settings.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The settings may have the fixed ports of a Wadi that runs, or of another class whose servers run. */
class TrialPortsIT {

    @Test
    void portsOfTheSettingsAreLeftToOthers() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = Settings.load();
            for (String server : new String[] {"kafka.port", "kafka.controller-port", "postgres.port"}) {
                settings.set("wadi.embedded." + server, String.valueOf(taken.getLocalPort()));
            }
            try (TrialServers servers = TrialServers.start(settings)) {
                servers.createTopic("seen");
                assertThat(new JdbcTemplate(servers.database()).queryForObject("select 1", Integer.class))
                        .isEqualTo(1);
            }
        }
    }
}
