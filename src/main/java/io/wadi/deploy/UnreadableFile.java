package io.wadi.deploy;

import io.wadi.failure.FileReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Why a file that an option names cannot be read. */
final class UnreadableFile {

    private UnreadableFile() {}

    /** The reason, as the end of a sentence; empty if the file can be read. */
    static Optional<String> reason(String location) {
        try {
            Path file = Path.of(location);
            if (Files.isDirectory(file)) {
                return Optional.of("this is a folder");
            }
            Files.newInputStream(file).close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(FileReason.of(e));
        } catch (InvalidPathException e) {
            return Optional.of(e.getReason());
        }
    }
}
