package io.wadi.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LakeFilesTest {

    @Test
    void eachLocationHasOneText() {
        assertThat(LakeFiles.normalized("file:///lake/a%20b.parquet")).isEqualTo("/lake/a b.parquet");
        assertThat(LakeFiles.normalized("/lake/a.parquet")).isEqualTo("/lake/a.parquet");
        assertThat(LakeFiles.normalized("s3a://bucket/a%20b")).isEqualTo("s3://bucket/a%20b");
        assertThat(LakeFiles.normalized("s3n://bucket/a")).isEqualTo("s3://bucket/a");
        assertThat(LakeFiles.normalized("s3://bucket/a")).isEqualTo("s3://bucket/a");
    }

    @Test
    void anotherKindOfPlaceIsRefused() {
        LakeFiles files = LakeFiles.of(Map.of());
        assertThatThrownBy(() -> files.newInputFile("gs://bucket/a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gs://bucket/a is not a file in a local folder");
    }

    @Test
    void aPlaceDoesNotShowItsProperties() {
        LakePlace place = new LakePlace(null, "https://catalog.example", "w", Map.of("token", "secret"));
        assertThat(place).hasToString("https://catalog.example w");
        assertThat(new LakePlace(null, Path.of("lake").toString())).hasToString("lake");
    }
}
