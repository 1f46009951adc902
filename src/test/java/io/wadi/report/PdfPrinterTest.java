package io.wadi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds a browser, and handles browsers that fail. */
class PdfPrinterTest {

    @TempDir
    private Path folder;

    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void findsTheFirstOnThePathThatCanBeRun() throws IOException {
        Files.writeString(folder.resolve("chromium"), "not executable");
        Path chrome = program("google-chrome", "exit 0");
        assertThat(PdfPrinter.find("/no/such/folder" + File.pathSeparator + folder))
                .contains(chrome);
    }

    @Test
    void passesOnWhatABrowserSaysThatFails() throws IOException {
        Path broken = program("chromium", "echo starting; echo out of paper >&2; exit 3");
        assertThatThrownBy(() -> new PdfPrinter(broken).print("<p>hello"))
                .isInstanceOf(PdfException.class)
                .hasMessageContaining("out of paper");
    }

    @Test
    void takesASuccessWithoutAFileForNone() throws IOException {
        Path idle = program("chromium", "exit 0");
        assertThatThrownBy(() -> new PdfPrinter(idle).print("<p>hello"))
                .isInstanceOf(PdfException.class)
                .hasMessageContaining("did not print the report: it gives no reason");
    }

    @Test
    void aProgramThatIsNoneIsNamed() {
        assertThatThrownBy(() -> new PdfPrinter(folder.resolve("gone")).print("<p>hello"))
                .isInstanceOf(PdfException.class)
                .hasMessageContaining("gone cannot print");
    }
}
