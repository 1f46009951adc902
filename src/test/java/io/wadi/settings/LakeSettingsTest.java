package io.wadi.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LakeSettingsTest {

    private static final Path DATA = Path.of("/var/lib/wadi");

    private static String warehouse(String catalog, String warehouse) {
        Settings settings = Settings.load();
        settings.set("wadi.lake.catalog", catalog);
        settings.set("wadi.lake.warehouse", warehouse);
        return LakeSettings.warehouse(settings, DATA);
    }

    @Test
    void aFolderIsAbsoluteAndAnyOtherPlaceIsAsItIsWritten() {
        assertThat(warehouse("", "")).isEqualTo("/var/lib/wadi/lake");
        assertThat(warehouse("", "lake"))
                .isEqualTo(Path.of("lake").toAbsolutePath().toString());
        assertThat(warehouse("", "s3://bucket/lake")).isEqualTo("s3://bucket/lake");
        assertThat(warehouse("https://catalog.example/api", "office")).isEqualTo("office");
        assertThat(warehouse("https://catalog.example/api", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "wadi.lake.warehouse,gs://bucket/lake",
        "wadi.lake.warehouse,s3://",
        "wadi.lake.catalog,ftp://catalog.example",
        "wadi.lake.catalog,https://user:secret@catalog.example"
    })
    void anotherKindOfPlaceIsRefused(String name, String value) {
        Settings settings = Settings.load();
        settings.set(name, value);
        assertThatThrownBy(() -> LakeSettings.warehouse(settings, DATA))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("secret");
    }
}
