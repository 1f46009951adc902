package io.wadi.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/wadi, jdbc:postgresql://db/wadi",
        "jdbc:postgresql:wadi, jdbc:postgresql:wadi",
        "jdbc:postgresql:///wadi, jdbc:postgresql:///wadi",
        "'jdbc:postgresql://a_1:5432,[::1]:5433/wadi', 'jdbc:postgresql://a_1:5432,[::1]:5433/wadi'",
        "jdbc:postgresql://db/wadi?user=u&password=p, jdbc:postgresql://db/wadi",
        "jdbc:postgresql://db/wadi?password=p@x/y?z, jdbc:postgresql://db/wadi"
    })
    void hasAnAddressWithoutWhatMayBeSecret(String url, String address) {
        assertThat(DatabaseUrl.parse(url).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://u:4711secret@db:5432/wadi",
                "jdbc:postgresql://4711secret@db/wadi",
                "jdbc:postgresql://u:47@11secret/w@db/wadi?x=a@b",
                "jdbc:postgresql://u:4711secret/w@db/wadi",
                "jdbc:postgresql://u:1?4711secret@db/wadi",
                "jdbc:postgresql://u:4711secret#@db/wadi",
                "postgresql://u:4711secret@db/wadi",
                "jdbc:mysql://db/4711secret",
                "4711secret"
            })
    void isRefusedWithoutBeingShownWhereItIsNone(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("wadi.database.url")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("47");
    }

    @Test
    void hasItsParametersDecoded() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db/wadi?sslmode=require&password=a%26b%3D+c&&ssl&options=1=2")
                        .parameters())
                .containsOnly(
                        entry("sslmode", "require"),
                        entry("password", "a&b= c"),
                        entry("ssl", ""),
                        entry("options", "1=2"));
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db/wadi?").parameters()).isEmpty();
        assertThatThrownBy(() -> DatabaseUrl.parse("jdbc:postgresql://db/wadi?password=50%"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("wadi.database.url")
                .hasMessageNotContaining("50");
    }

    /** The driver ignores a name that it does not know. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sslmod=require | has a parameter that PostgreSQL's driver does not know; the nearest is sslmode",
                "sslMode=require | has a parameter that PostgreSQL's driver does not know; the nearest is sslmode",
                "password=4711&secret=1 | has a parameter that PostgreSQL's driver does not know; write & in values as %26",
                "sslmode=verify_full | has a wrong sslmode; it must be one of disable, allow, prefer, require, verify-ca,",
                "targetServerType=primry | has a wrong targetServerType; it must be one of any, primary, ",
                "sslmode= | has a wrong sslmode",
            })
    void refusesWhatTheDriverWouldNotHeed(String parameters, String problem) {
        assertThatThrownBy(() -> DatabaseUrl.parse("jdbc:postgresql://db/wadi?" + parameters))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("Setting wadi.database.url " + problem)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("4711");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sslmode=Verify-Full", "requireAuth=!password,!md5", "loggerLevel=off", "tcpKeepAlive=true"})
    void takesWhatTheDriverTakes(String parameters) {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db/wadi?" + parameters).parameters())
                .hasSize(1);
    }

    @Test
    void ofSeveralServersThePrimaryIsUsedUnlessTheParametersSayElse() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://a,b/wadi").parameters())
                .containsExactly(entry("targetServerType", "primary"));
        assertThat(DatabaseUrl.parse("jdbc:postgresql://a,b/wadi?targetServerType=any")
                        .parameters())
                .containsExactly(entry("targetServerType", "any"));
        assertThat(DatabaseUrl.parse("jdbc:postgresql://a/wadi").parameters()).isEmpty();
    }
}
