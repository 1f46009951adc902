package io.wadi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Marks a folder while its data is created for the first time. If the process ends in between, the data is incomplete
 * and no server can start with it.
 *
 * @param folder folder of the data
 * @param mark a file beside it that exists while the data is incomplete
 */
record FirstStart(Path folder, Path mark) {

    static FirstStart of(Path folder) {
        return new FirstStart(folder, folder.resolveSibling(folder.getFileName() + ".unfinished"));
    }

    /** Deletes the incomplete data of an interrupted first start, which nobody has written to yet. */
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
     * Deletes programs that were not unpacked completely, because the library does not overwrite them.
     *
     * @param binaries folder of unpacked programs, by version; complete versions have a file {@code .exists}
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
