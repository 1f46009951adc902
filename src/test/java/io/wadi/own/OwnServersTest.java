package io.wadi.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.net.IpAddress;
import io.wadi.settings.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnServersTest {

    private final Settings settings = Settings.load();

    private static OwnEndpoint endpoint(int port, String... addresses) {
        Set<IpAddress> parsed = Stream.of(addresses).map(IpAddress::parse).collect(Collectors.toSet());
        return new OwnEndpoint(port, parsed);
    }

    private List<OwnEndpoint> look(boolean usesDatabase, boolean serves) throws InterruptedException {
        return new OwnServers(settings, null, usesDatabase, serves).look();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://127.0.0.1:6000/wadi?sslmode=require, 6000, 127.0.0.1",
        "jdbc:postgresql://127.0.0.7/wadi, 5432, 127.0.0.7",
        "jdbc:postgresql://[::1]:6000/wadi, 6000, ::1",
        "jdbc:postgresql://192.0.2.7:6000/, 6000, 192.0.2.7",
    })
    void findsTheDatabase(String url, int port, String address) throws Exception {
        settings.set("wadi.database.url", url);
        assertThat(look(true, false)).containsExactly(endpoint(port, address));
    }

    @Test
    void findsEveryHostOfADatabase() throws Exception {
        settings.set("wadi.database.url", "jdbc:postgresql://192.0.2.1:6000,[2001:db8::1],192.0.2.3:6001/wadi");
        assertThat(look(true, false))
                .containsExactly(
                        endpoint(6000, "192.0.2.1"), endpoint(5432, "2001:db8::1"), endpoint(6001, "192.0.2.3"));
        settings.set("wadi.database.url", "jdbc:postgresql:wadi");
        assertThat(look(true, false)).singleElement().satisfies(local -> {
            assertThat(local.port()).isEqualTo(5432);
            assertThat(local.addresses()).contains(IpAddress.parse("127.0.0.1"));
        });
    }

    @Test
    void passesOverWhatHasNoAddress() throws Exception {
        settings.set("wadi.database.url", "jdbc:postgresql://no-such-host.invalid/wadi");
        assertThat(look(true, false)).isEmpty();
    }

    @Test
    void findsConsoleAndJmx() throws Exception {
        settings.set("wadi.http.port", "8081");
        settings.set("wadi.jmx.port", "0");
        assertThat(look(false, true)).containsExactly(endpoint(8081, "127.0.0.1"));
        settings.set("wadi.jmx.port", "9010");
        settings.set("wadi.http.host", "0.0.0.0");
        assertThat(look(false, true)).containsExactly(endpoint(8081), endpoint(9010));
        settings.set("wadi.http.enabled", "false");
        settings.set("wadi.http.host", "::1");
        assertThat(look(false, true)).containsExactly(endpoint(9010, "::1"));
    }

    @Test
    void aProcessThatTalksToNobodyOwnsNothing() throws Exception {
        assertThat(look(false, false)).isEmpty();
    }
}
