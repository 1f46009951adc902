package io.wadi.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TmdlReaderTest {

    @TempDir
    Path folder;

    private List<TmdlObject> read(String text) throws IOException {
        return TmdlReader.read(Files.writeString(folder.resolve("t.tmdl"), text));
    }

    @Test
    void readsObjectsPropertiesFlagsAndExpressions() throws IOException {
        TmdlObject table = read("""
                /// What it is
                table 'Bob''s flows'
                \tlineageTag: 1

                \t/// How much
                \tmeasure Bytes =
                \t\t\tVAR A = 1

                \t\t\tRETURN A
                \t\tformatString: #,0

                \tcolumn 'Byte count'
                \t\tisHidden
                \t\tdataType: int64

                \tpartition P = m
                \t\tmode: import
                \t\tsource =
                \t\t\t\tlet
                \t\t\t\t    A = 1
                \t\t\t\tin
                \t\t\t\t    A
                """).get(0);
        assertThat(table.name()).isEqualTo("Bob's flows");
        assertThat(table.description()).isEqualTo("What it is");
        assertThat(table.properties()).containsEntry("lineageTag", "1");
        TmdlObject measure = table.children("measure").get(0);
        assertThat(measure.expression()).isEqualTo("VAR A = 1\n\nRETURN A");
        assertThat(measure.description()).isEqualTo("How much");
        assertThat(measure.properties()).containsEntry("formatString", "#,0");
        assertThat(table.children("column").get(0).has("isHidden")).isTrue();
        assertThat(table.children("column").get(0).has("isKey")).isFalse();
        assertThat(table.children("partition").get(0).children("source").get(0).expression())
                .isEqualTo("let\nA = 1\nin\nA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// a comment",
                "lineageTag: of nothing",
                "table T\n    column C",
                "table T\n\t\tcolumn C",
                "table T\n\t/// of nothing\n"
            })
    void refusesWhatItDoesNotKnow(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
