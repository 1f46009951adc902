package io.wadi.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingClassTest {

    @TempDir
    Path lib;

    private Path whole;

    @BeforeEach
    void makeAJar() throws IOException {
        whole = lib.resolve("whole.jar");
        try (OutputStream file = Files.newOutputStream(whole);
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new ZipEntry("com/example/"));
        }
    }

    @Test
    void aJarOnlyPartlyDownloadedIsNamed() throws IOException {
        Path half = lib.resolve("half.jar");
        byte[] content = Files.readAllBytes(whole);
        Files.write(half, Arrays.copyOf(content, content.length / 2));

        assertThat(MissingClass.sentence("com.example.Mine", whole + File.pathSeparator + half))
                .isEqualTo("class com.example.Mine is not on the class path (not readable as a jar: " + half + ")");
    }

    @Test
    void otherwiseItsJarIsMissing() {
        String classPath = String.join(File.pathSeparator, whole.toString(), lib + "/none.jar", lib.toString());

        assertThat(MissingClass.sentence("com.example.Mine", classPath))
                .isEqualTo("class com.example.Mine is not on the class path (put its jar into lib/ and restart)");
    }
}
