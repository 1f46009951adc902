package io.wadi.cli;

import io.wadi.testing.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs Wadi as a separate process, for tests of the real standard output. */
final class ChildJvm {

    /** Only ends a run that hangs: the whole benchmark beside other tests takes minutes on a small machine. */
    private static final int SECONDS = 900;

    private final Path folder;

    ChildJvm(Path folder) {
        this.folder = folder;
    }

    CommandLineRun run(Path input, String... arguments) throws IOException, InterruptedException {
        return run(List.of(), input, arguments);
    }

    CommandLineRun run(List<String> jvmOptions, Path input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = JavaCommand.wadi(jvmOptions, arguments);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "still running: " + String.join(" ", arguments) + "\n" + Files.readString(err));
        }
        return new CommandLineRun(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
