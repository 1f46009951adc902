package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of the command before it connects to a database. */
class ReportCommandTest {

    private static final String NOWHERE = "--set wadi.database.url=jdbc:postgresql://127.0.0.1:1/wadi";

    @TempDir
    private Path folder;

    private CommandLineRun run(String options) {
        return CommandLineRun.of(("report " + NOWHERE + " " + options.replace("DIR", folder.toString())).split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--last soon|--last must be a number and s, m, h or d",
                "--last 0s|The range is empty",
                "--last 999999d|The range is not within",
                "--last 1h --from 2026-03-10T00:00:00Z|--last cannot be combined with from or to",
                "--to 2026-03-10T00:00:00Z|--to is only allowed with from",
                "--from tuesday|--from must be a time such as 2026-01-31T12:00:00Z, a date such as 2026-01-31 (its start, UTC)",
                "--from 2026-03-10T00:00:00Z&limit=1|--from must be a time",
                "--from 2026-03-11T00:00:00Z --to 2026-03-10T00:00:00Z|The range is empty",
                "--from 2026-03-11 --to 2026-03-11|The range is empty",
                "--from 2150-01-01T00:00:00Z --to 2201-01-01T00:00:00Z|The range is not within",
                "--filter port=x|The filter has 'x' at position 6",
                "--last 8d --filter port=1|Questions with port need a range of at most 7 days",
                "--out - --pdf|--pdf needs a file's name"
            })
    void aRangeThatMakesNoSenseIsWrongUsage(String options, String sentence) {
        CommandLineRun run = run(options);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).contains("Usage: wadi report");
    }

    private void assertFails(String options, String sentence) {
        CommandLineRun run = run(options);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("wadi: ").hasLineCount(1).contains(sentence);
    }

    @Test
    void saysThatNoDatabaseAnswers() {
        assertFails("--out DIR/a.html", "No database answers at jdbc:postgresql://127.0.0.1:1/wadi");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesDates() {
        assertFails("--from 2026-03-10 --to 2026-03-11 --out DIR/a.html", "No database answers");
    }

    @Test
    void saysWhyAFileCannotBeWritten() {
        assertFails("--out DIR/no/such/place.html", "create its directory first");
        assertFails("--out DIR", "it is a directory");
    }

    @ParameterizedTest
    @CsvSource({"a.html,--out DIR/a.html", "a.pdf,--out DIR/a.html --pdf", "a.pdf,--out DIR/a.pdf"})
    void leavesAFileThatIsThereAloneUnlessForced(String name, String options) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "precious");
        assertFails(options, "--force");
        assertFails(options + " --browser /bin/true --force", "No database answers");
        assertThat(file).hasContent("precious");
    }

    @Test
    void saysThatThereIsNoSuchBrowser() {
        assertFails("--out DIR/a.pdf --browser DIR/chromium", "There is no program " + folder.resolve("chromium"));
    }
}
