package io.wadi.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that a test has started; its output is in a file of its name. */
record RunningTool(Process process) implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    static RunningTool start(Path folder, String... command) throws IOException {
        return new RunningTool(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                .start());
    }

    /** Asks it, as Ctrl-C does, to write what it still holds, and to end. */
    void end() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        awaitEnd();
    }

    /** Waits until it has ended by itself. */
    void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
