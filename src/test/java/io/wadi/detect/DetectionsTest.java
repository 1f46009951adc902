package io.wadi.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionsTest {

    private static final String OWN = """
            -- title: Mine
            -- severity: low
            -- schedule: 1 minute
            select 'x' as subject, 1 as score, '{}' as evidence
            """;

    @TempDir
    private Path folder;

    private List<String> names(Detections detections) {
        return detections.current().stream().map(Detection::name).toList();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void filesOfTheFolderComeChangeAndGo() throws Exception {
        Detections detections = new Detections(folder);
        assertThat(names(detections)).contains("syn-flood").doesNotContain("mine");

        write("mine.sql", OWN);
        write("README.md", "no detection");
        assertThat(names(detections)).contains("mine", "syn-flood");

        write("mine.sql", OWN.replace("low", "high"));
        assertThat(detections.current())
                .anyMatch(each -> each.name().equals("mine") && each.severity() == Severity.HIGH);

        Files.delete(folder.resolve("mine.sql"));
        assertThat(names(detections)).contains("syn-flood").doesNotContain("mine");
    }

    @Test
    void aShippedOneIsChangedSwitchedOffOrReplaced() throws Exception {
        write("syn-flood.sql", "-- parameter requests = 9");
        write("beaconing.sql", "-- schedule: off");
        write("host-sweep.sql", OWN);

        Detections detections = new Detections(folder);

        assertThat(names(detections)).doesNotContain("beaconing");
        assertThat(detections.current())
                .anyMatch(
                        each -> each.name().equals("host-sweep") && each.title().equals("Mine"))
                .anyMatch(each -> each.name().equals("syn-flood")
                        && each.parameters().stream()
                                .anyMatch(parameter -> parameter.value().equals(9)));
    }

    @Test
    void aBrokenFileIsReportedAndTheLastGoodOneGoesOn() throws Exception {
        write("mine.sql", OWN);
        write("other.sql", "select 1");
        Detections detections = new Detections(folder);
        assertThat(names(detections)).contains("mine", "syn-flood").doesNotContain("other");
        assertThat(detections.problems()).containsOnlyKeys("other");

        write("mine.sql", OWN.replace("severity", "sever"));
        assertThat(names(detections)).contains("mine");
        assertThat(detections.problems().get("mine")).contains("mine.sql, line 2: unknown header \"sever\"");

        write("mine.sql", OWN);
        write("other.sql", OWN);
        assertThat(names(detections)).contains("mine", "other");
        assertThat(detections.problems()).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsRefusedAndTheOthersAreUsed() throws Exception {
        write("mine.sql", OWN);
        write("large.sql", OWN + " ".repeat(1 << 20));
        Detections detections = new Detections(folder);
        assertThat(names(detections)).contains("mine").doesNotContain("large");
        assertThat(detections.problems().get("large")).endsWith("large.sql is larger than 1 MiB");
    }

    /** Here a file is in its place; a missing permission and a broken disk are the same. */
    @Test
    void aFolderThatCannotBeReadIsAProblemAndItsDetectionsStay() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("detect"));
        Files.writeString(inner.resolve("mine.sql"), OWN);
        Detections detections = new Detections(inner);
        assertThat(names(detections)).contains("mine");
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(inner, elsewhere);
        Files.createFile(inner);
        assertThat(names(detections)).contains("mine");
        assertThat(detections.problems()).containsOnlyKeys(inner.toString());
        Files.delete(inner);
        Files.move(elsewhere, inner);
        assertThat(names(detections)).contains("mine");
        assertThat(detections.problems()).isEmpty();
    }
}
