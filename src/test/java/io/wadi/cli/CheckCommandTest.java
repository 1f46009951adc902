package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.pcap.CaptureInterface;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    private int run(Path... paths) {
        String[] arguments = new String[paths.length];
        for (int i = 0; i < paths.length; i++) {
            arguments[i] = paths[i].toString();
        }
        return new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out, true))
                .execute(arguments);
    }

    private Path write(String name, String uri) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "- route:\n    id: mine\n    from:\n      uri: " + uri + "\n      steps:\n        - log: got\n");
    }

    @Test
    void saysOkOfAGoodFile() throws IOException {
        Path file = write("a.camel.yaml", "timer:tick");
        assertThat(run(file)).isZero();
        assertThat(out).hasToString(file + ": ok" + System.lineSeparator());
    }

    @Test
    void saysWhatIsWrongAndWhere() throws IOException {
        Path file = write("a.camel.yaml", "timer:tick?perriod=5");
        assertThat(run(file)).isEqualTo(1);
        assertThat(out.toString()).startsWith(file + ":4: timer has no option perriod; did you mean period?");
    }

    @Test
    void aMissingInterfaceIsAWarningWithStatusZero() throws IOException {
        assumeThatCode(CaptureInterface::list).doesNotThrowAnyException();
        Path file = write("a.camel.yaml", "pcap:live:nosuch0");
        assertThat(run(file)).isZero();
        assertThat(out)
                .hasToString("warning: " + file + ":4: There is no interface nosuch0: './wadi interfaces' lists all"
                        + " interfaces" + System.lineSeparator() + file + ": ok" + System.lineSeparator());
    }

    /** Only {@code wadi.capture.at=flows} runs this route; the running process logs that it ignores the file. */
    @Test
    void warnsOfAReplacedRouteThatDoesNotRun() throws IOException {
        Path file = write("a.camel.yaml", "timer:tick");
        Files.writeString(file, Files.readString(file).replace("id: mine", "id: capture-flows"));
        assertThat(run(file)).isZero();
        assertThat(out.toString())
                .startsWith("warning: " + file
                        + ": shipped route capture-flows does not run with these settings, so Wadi ignores the file");
    }

    /** The running process deploys both, whatever their order is. */
    @Test
    void aRouteConfigurationMayBeInALaterFileOfTheFolder() throws IOException {
        Path file = write("a.camel.yaml", "timer:tick");
        Files.writeString(
                file, Files.readString(file).replace("id: mine\n", "id: mine\n    routeConfigurationId: shared\n"));
        assertThat(run(folder)).isEqualTo(1);
        assertThat(out.toString()).contains(file + ":3: there is no route configuration shared");
        Files.writeString(folder.resolve("z.camel.yaml"), """
                - routeConfiguration:
                    id: shared
                    onException:
                      - onException:
                          exception: [java.lang.Exception]
                          handled: {constant: "true"}
                          steps:
                            - log: failed
                """);
        assertThat(run(folder)).as(out.toString()).isZero();
        assertThat(run(file)).as(out.toString()).isZero();
        assertThat(run(folder.resolve("z.camel.yaml"))).as(out.toString()).isZero();
    }

    @Test
    void checksTheFilesOfAFolderAgainstEachOther() throws IOException {
        write("a.camel.yaml", "timer:tick");
        Path second = write("b.camel.yaml", "timer:tock");
        assertThat(run(folder)).isEqualTo(1);
        assertThat(out.toString()).contains(second + ":2: route mine is in a.camel.yaml too");
    }

    @Test
    void saysThatAFileIsNotThere() {
        Path file = folder.resolve("none.camel.yaml");
        Path noFolder = folder.resolve("none");
        assertThat(run(file, noFolder)).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        file + ": cannot be read: the file or folder does not exist",
                        noFolder + ": cannot be read: the file or folder does not exist");
    }

    @Test
    void saysThatAFolderCannotBeRead() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeThat(closed.toFile().setReadable(false) && !Files.isReadable(closed))
                .isTrue();
        assertThat(run(closed)).isEqualTo(1);
        assertThat(out).hasToString(closed + ": cannot be read: permission denied" + System.lineSeparator());
    }

    @Test
    void theNameOfAFileStaysInOneLine() throws IOException {
        write("a\nb.camel.yaml: ok\nc.camel.yaml", "timer:tick?perriod=5");
        assertThat(run(folder)).isEqualTo(1);
        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .startsWith(folder + "/a?b.camel.yaml: ok?c.camel.yaml:4: timer has no option perriod");
    }

    /** Nobody may ever write into the pipe. */
    @Test
    @Timeout(60)
    void saysThatAFileIsNoRegularFile() throws Exception {
        Path pipe = folder.resolve("a.camel.yaml");
        Path link = Files.createSymbolicLink(folder.resolve("c.camel.yaml"), folder.resolve("none"));
        Files.createDirectory(folder.resolve("b.camel.yaml"));
        assumeThatCode(() ->
                        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .doesNotThrowAnyException();
        assertThat(run(folder)).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        pipe + ": cannot be read: it is not a regular file",
                        folder.resolve("b.camel.yaml") + ": cannot be read: it is not a regular file",
                        link + ": cannot be read: the file or folder does not exist");
    }

    @Test
    void checksAFileOnceThatIsGivenTwice() throws IOException {
        Path file = write("a.camel.yaml", "timer:tick");
        assertThat(run(file, folder, folder.resolve("..").resolve(folder.getFileName()), file))
                .isZero();
        assertThat(out).hasToString(file + ": ok" + System.lineSeparator());
    }

    @Test
    void refusesAnEmptyPath() {
        assertThat(run(Path.of(""))).isEqualTo(2);
    }

    @Test
    void saysThatAFolderHasNoRouteFiles() {
        assertThat(run(folder)).isZero();
        assertThat(out)
                .hasToString("warning: " + folder + ": no files *.camel.yaml, so nothing in it is checked"
                        + System.lineSeparator());
    }

    @Test
    void saysThatAFileIsNeverDeployed() throws IOException {
        Path inFolder = write("a.yaml", "timer:tick");
        assertThat(run(folder)).isEqualTo(1);
        assertThat(out)
                .hasToString(inFolder + ": is never deployed, because its name does not end in .camel.yaml"
                        + System.lineSeparator());
    }

    @Test
    void refusesABeanOfAnotherFile() throws IOException {
        Files.writeString(folder.resolve("a.camel.yaml"), "- beans: [{name: shared, type: java.util.ArrayList}]\n");
        Path second = Files.writeString(
                folder.resolve("b.camel.yaml"),
                "- route:\n    id: mine\n    from:\n      uri: timer:tick\n      steps:\n"
                        + "        - bean: {ref: shared, method: size}\n");
        assertThat(run(folder)).isEqualTo(1);
        assertThat(out.toString())
                .contains(second + ":6: bean shared belongs to a.camel.yaml;"
                        + " a file can use only its own beans and Wadi's");
    }

    @Test
    void printsJsonForPrograms() throws IOException {
        Path good = write("a.camel.yaml", "timer:tick");
        Path bad = write("b.camel.yaml", "timer:tock");
        assertThat(run(Path.of("--json"), folder)).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(out.toString()))
                .isEqualTo(new ObjectMapper().readTree("""
                                {"files": ["%s", "%s"],
                                 "problems": [{"file": "%s", "line": 2, "reason": "route mine is in a.camel.yaml too"}],
                                 "warnings": []}
                                """.formatted(good, bad, bad)));
    }
}
