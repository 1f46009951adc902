package io.wadi.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/wadi, jdbc:postgresql://db/wadi",
        "jdbc:postgresql://db/wadi?user=u&password=p, jdbc:postgresql://db/wadi",
        "jdbc:postgresql://u:p@db:5432/wadi, jdbc:postgresql://db:5432/wadi",
        "jdbc:postgresql://u:p@ss/w@db/wadi?x=a@b, jdbc:postgresql://db/wadi",
        "nonsense, nonsense"
    })
    void isShownWithoutWhatMayBeSecret(String url, String shown) {
        assertThat(DatabaseUrl.parse(url).shown()).isEqualTo(shown);
    }

    @Test
    void hasItsParametersDecoded() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db/wadi?sslmode=require&password=a%26b%3D+c&&ssl&x=1=2")
                        .parameters())
                .containsOnly(
                        entry("sslmode", "require"), entry("password", "a&b= c"), entry("ssl", ""), entry("x", "1=2"));
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db/wadi?").parameters()).isEmpty();
        assertThatThrownBy(() -> DatabaseUrl.parse("jdbc:postgresql://db/wadi?password=50%"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("wadi.database.url")
                .hasMessageNotContaining("50");
    }
}
