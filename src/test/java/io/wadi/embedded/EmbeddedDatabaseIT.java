package io.wadi.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.settings.DatabaseSettings;
import io.wadi.settings.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader finds the embedded database, whether it runs or not, and leaves it in the same state. */
class EmbeddedDatabaseIT {

    @TempDir
    private Path folder;

    @Test
    void isUsedWhereItRunsAndStartedWhereItDoesNot() throws Exception {
        Settings settings = Settings.load();
        try (EmbeddedPostgres writer = EmbeddedPostgres.start(
                folder.resolve("postgres"), folder.resolve("postgres-programs"), Settings.load())) {
            EmbeddedDatabase.open(folder, settings).close();
            assertThat(settings.text(DatabaseSettings.URL)).isEqualTo(writer.url());
            assertThat(EmbeddedPostgres.running(folder.resolve("postgres")))
                    .as("still runs after a reader")
                    .contains(writer.url());
        }
        assertThat(EmbeddedPostgres.running(folder.resolve("postgres"))).isEmpty();
        try (EmbeddedDatabase started = EmbeddedDatabase.open(folder, settings)) {
            assertThat(started).isNotNull();
            assertThat(EmbeddedPostgres.running(folder.resolve("postgres")))
                    .contains(settings.text(DatabaseSettings.URL));
        }
        assertThat(EmbeddedPostgres.running(folder.resolve("postgres"))).isEmpty();
    }

    @Test
    void whereNoneIsNoneIsMade() {
        assertThatThrownBy(() -> EmbeddedDatabase.open(folder, Settings.load()))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("There is no embedded database in " + folder);
        assertThat(folder).isEmptyDirectory();
    }
}
