package io.wadi.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SMTP_PASS",
                "DB_PASS_FILE",
                "my.pass",
                "my.smtp-pass",
                "my.dbPass",
                "passPhrase",
                "MY_PASSPHRASE",
                "FTP_PW",
                "my.pw",
                "PGPASSWORD",
                "my.crm-token",
                "my.pin-secret",
            })
    void areRecognised(String name) {
        assertThat(SecretNames.match(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SSH_ASKPASS", "my.bypass", "my.passive", "my.compass", "my.passenger", "my.dbPassive", "PWX"})
    void otherNamesAreNot(String name) {
        assertThat(SecretNames.match(name)).isFalse();
    }
}
