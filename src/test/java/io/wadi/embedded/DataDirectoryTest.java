package io.wadi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.failure.FileReason;
import io.wadi.settings.DiskSpace;
import io.wadi.testing.JavaCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Root can write everywhere; therefore, for root, the folder belongs to another user. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
class DataDirectoryTest {

    @TempDir
    private Path folder;

    private Path classes;

    /** Where every user can read them. */
    @BeforeEach
    void copyClasses() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        classes = folder.resolve("classes");
        for (Class<?> used : List.of(HolderMain.class, DataDirectory.class, DiskSpace.class, FileReason.class)) {
            copyPackageOf(used);
        }
    }

    private void copyPackageOf(Class<?> used) throws Exception {
        String inside = used.getPackageName().replace('.', '/');
        Path from = Path.of(
                        used.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve(inside);
        Path to = Files.createDirectories(classes.resolve(inside));
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }

    private String openAsNobody(Path data) throws Exception {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(JavaCommand.of(HolderMain.class, classes, "lock", data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static void assertSaysPermission(String said, Path path) {
        assertThat(said)
                .contains(" has no permission to write " + path + ": ", "chown -R", "--set wadi.data.dir=FOLDER")
                .doesNotContain("Exception")
                .hasLineCount(1);
    }

    private static Path closed(Path path) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
        return path;
    }

    @Test
    void aFolderThatMayNotBeWritten() throws Exception {
        Path data = closed(Files.createDirectory(folder.resolve("data")));
        assertSaysPermission(openAsNobody(data), data);
        assertSaysPermission(openAsNobody(data.resolve("below")), data.resolve("below"));
    }

    /** As after one start by root. */
    @Test
    void aFolderInsideThatMayNotBeWritten() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path postgres = closed(Files.createDirectory(data.resolve("postgres")));
        assertSaysPermission(openAsNobody(data), postgres);
    }
}
