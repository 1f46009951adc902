package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maven as it is, with a folder as the only repository, and a local repository of its own. */
class MavenFetchIT {

    @TempDir
    private Path folder;

    /** Maven remembers what it did not find. */
    @Test
    void looksAgainForWhatWasNotThere() throws Exception {
        Path remote = Files.createDirectory(folder.resolve("remote"));
        Path settings = Files.writeString(
                folder.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>only</id><mirrorOf>*</mirrorOf><url>" + remote.toUri()
                        + "</url></mirror></mirrors></settings>");
        Files.writeString(
                Files.createDirectory(folder.resolve(".mvn")).resolve("maven.config"),
                "-s\n" + settings + "\n-Dmaven.repo.local=" + folder.resolve("local"));
        String version;
        try (CamelContext camel = new DefaultCamelContext()) {
            version = camel.getVersion();
        }
        MavenFetch fetch = new MavenFetch(version, new ClassPathJars(""));
        Path lib = folder.resolve("lib");

        assertThatThrownBy(() -> fetch.fetch(List.of("camel-direct"), lib)).isInstanceOf(CommandException.class);
        Files.delete(remote);
        Files.createSymbolicLink(remote, installed());

        assertThat(fetch.fetch(List.of("camel-direct"), lib)).contains("camel-direct-" + version + ".jar");
    }

    /** The local repository of this build has all that is needed. */
    private static Path installed() {
        return Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"));
    }
}
