package io.wadi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Marks a folder while its data is made for the first time: who is ended meanwhile leaves half of it, with which no
 * server starts.
 *
 * @param folder the data
 * @param mark a file beside it, there for as long as the data is not whole
 */
record FirstStart(Path folder, Path mark) {

    static FirstStart of(Path folder) {
        return new FirstStart(folder, folder.resolveSibling(folder.getFileName() + ".unfinished"));
    }

    /** Removes what a first start that was ended has left; nobody has stored anything in it yet. */
    void begin(String lastFile) throws IOException {
        if (Files.exists(mark)) {
            FileSystemUtils.deleteRecursively(folder);
        }
        if (!Files.exists(folder.resolve(lastFile))) {
            Files.createDirectories(folder.getParent());
            Files.write(mark, new byte[0]);
        }
    }

    /**
     * Removes programs that were not unpacked to their end: the library does not unpack over what is there.
     *
     * @param binaries folder of unpacked programs, by version; the complete ones have a file {@code .exists}
     */
    static void clearPrograms(Path binaries) throws IOException {
        if (!Files.exists(binaries)) {
            return;
        }
        try (Stream<Path> versions = Files.list(binaries)) {
            for (Path version : versions.filter(Files::isDirectory).toList()) {
                if (!Files.exists(version.resolve(".exists"))) {
                    FileSystemUtils.deleteRecursively(version);
                }
            }
        }
    }

    void finish() throws IOException {
        Files.deleteIfExists(mark);
    }
}
