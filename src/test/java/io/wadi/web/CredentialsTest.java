package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private final Credentials credentials = Credentials.of("olga", "a:b ü");

    @Test
    void acceptsTheHeaderOfTheUser() {
        assertThat(credentials.matchHeader(TestServer.basic("olga", "a:b ü"))).isTrue();
        assertThat(credentials.matchHeader("bASIC  " + base64("olga:a:b ü"))).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic %%%", "Bearer b2xnYTphOmI=", "Basic b2xnYQ=="})
    void refusesWhatIsNoSuchHeader(String header) {
        assertThat(credentials.matchHeader(header)).isFalse();
    }

    @Test
    void refusesAnotherUserOrPassword() {
        assertThat(credentials.matchHeader(TestServer.basic("olga", "a:b"))).isFalse();
        assertThat(credentials.matchHeader(TestServer.basic("Olga", "a:b ü"))).isFalse();
        assertThat(credentials.match("olga", "")).isFalse();
        assertThat(credentials.match("olga", "a:b ü")).isTrue();
    }

    @Test
    void nobodyMatchesNone() {
        assertThat(Credentials.none().required()).isFalse();
        assertThat(Credentials.none().match("", "")).isFalse();
        assertThat(Credentials.none().matchHeader(TestServer.basic("", ""))).isFalse();
    }

    @Test
    void doesNotShowThePassword() {
        assertThat(credentials).hasToString("user olga");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
