package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.settings.SettingException;
import io.wadi.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAccessTest {

    private final Settings settings = Settings.load();

    @Test
    void isOpenOnLoopbackByDefault() {
        HttpAccess access = HttpAccess.of(settings);
        assertThat(access.host()).isEqualTo("127.0.0.1");
        assertThat(access.credentials().required()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void isRefusedBeyondLoopbackWithoutAPassword(String host) {
        settings.set("wadi.http.host", host);
        assertThatThrownBy(() -> HttpAccess.of(settings))
                .isInstanceOf(SettingException.class)
                .hasMessage("Setting wadi.http.host is " + host + ", which other machines reach: set wadi.http.user and"
                        + " wadi.http.password, or wadi.http.users, or listen on 127.0.0.1");
    }

    @Test
    void isAllowedBeyondLoopbackWithAPassword() {
        settings.set("wadi.http.host", "0.0.0.0");
        settings.set("wadi.http.user", "olga");
        settings.set("wadi.http.password", "secret");
        HttpAccess access = HttpAccess.of(settings);
        assertThat(access.credentials().match("olga", "secret")).isTrue();
        assertThat(access.toString()).doesNotContain("secret");
    }

    @Test
    void wantsBothUserAndPassword() {
        settings.set("wadi.http.user", "olga");
        assertThatThrownBy(() -> HttpAccess.of(settings))
                .hasMessage("Set both wadi.http.user and wadi.http.password, or neither");
    }

    @Test
    void namesAHostThatIsNone() {
        settings.set("wadi.http.host", "no.such.host.invalid");
        assertThatThrownBy(() -> HttpAccess.of(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("wadi.http.host is no.such.host.invalid");
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            settings.set("wadi.http.port", String.valueOf(taken.getLocalPort()));
            HttpAccess access = HttpAccess.of(settings);
            assertThatThrownBy(() -> HttpCheck.free(access))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageEndingWith("set wadi.http.port to a free port");
        }
        HttpCheck.free(HttpAccess.of(settings));
    }

    @Test
    void jmxNeverComesWithoutAPassword() {
        settings.set("wadi.jmx.port", "9999");
        HttpAccess access = HttpAccess.of(settings);
        assertThatThrownBy(() -> JmxServer.port(settings, access))
                .hasMessage("Setting wadi.jmx.port is 9999: set wadi.http.user and wadi.http.password too");
    }
}
