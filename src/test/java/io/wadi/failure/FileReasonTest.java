package io.wadi.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real exceptions of Java, whose messages are only file names. */
class FileReasonTest {

    @TempDir
    private Path folder;

    private String reason(ThrowingCallable use) {
        IOException failure = catchThrowableOfType(IOException.class, use);
        return FileReason.of(failure);
    }

    @Test
    void saysWhatIsWrongAndNotTheNameAlone() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(reason(() -> Files.readString(folder.resolve("none"))))
                .isEqualTo("the file or folder does not exist");
        assertThat(reason(() -> Files.createDirectories(file))).isEqualTo("a file is where the folder should be");
        assertThat(reason(() -> Files.list(file))).isEqualTo("a file is where the folder should be");
        assertThat(reason(() -> Files.delete(folder))).doesNotContain(folder.toString());
    }

    /** Root is denied nothing, so that the exception is made. */
    @Test
    void saysThatPermissionIsDenied() {
        assertThat(FileReason.of(new AccessDeniedException("/data"))).isEqualTo("permission denied");
    }

    @Test
    void keepsWhatOtherExceptionsSay() {
        assertThat(FileReason.of(new IOException("No space left on device"))).isEqualTo("No space left on device");
        assertThat(FileReason.of(new IOException())).isEqualTo("IOException");
    }
}
